package dev.morgana.runtime.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is decided about the network: by the program's configuration class, or by boot keys.
///
/// @param cards what belongs to each card, in the order of the machine's description
/// @param hostname own name, or null
public record NetworkOptions(List<CardOptions> cards, @Nullable String hostname) {
    /// No card, and no name.
    public static final NetworkOptions NONE = new NetworkOptions(List.of(), null);

    /// The names of the keys, each with a comma behind it.
    static String keys(Description machine) {
        StringBuilder keys = new StringBuilder();
        for (CardSettings card : machine.cards()) {
            if (card.open()) {
                keys.append(CardOptions.keys(card.keys()));
            }
        }
        return keys.append("net.hostname, ").toString();
    }

    /// Takes the keys of the network out of `keys`.
    static NetworkOptions take(Map<String, String> keys, boolean network, Description machine) {
        if (!network) {
            for (String key : keys.keySet()) {
                if (key.startsWith("net.")) {
                    throw new BootKeyException(
                            key + ": this image holds no network, as its program uses none");
                }
            }
            return NONE;
        }
        String hostname = keys.remove("net.hostname");
        List<CardOptions> cards = new ArrayList<>();
        for (CardSettings card : machine.cards()) {
            cards.add(CardOptions.take(keys, card));
        }
        return new NetworkOptions(cards, hostname == null ? null : hostname(hostname));
    }

    /// RFC 1123 section 2.1: labels of letters, digits and inner hyphens, at most 63 each and 253 in all.
    private static String hostname(String text) {
        boolean good = !text.isEmpty() && text.length() <= 253;
        int label = 0;
        char before = '.';
        for (int i = 0; good && i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            boolean letter =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (c == '.') {
                good = label > 0 && label <= 63 && before != '-';
                label = 0;
            } else {
                good = letter || (c == '-' && label > 0);
                label++;
            }
            before = c;
        }
        if (!good) {
            throw new BootKeyException("net.hostname=" + text + ": not a host name");
        }
        return text;
    }
}
