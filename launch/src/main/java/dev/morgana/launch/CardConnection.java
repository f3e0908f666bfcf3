package dev.morgana.launch;

import dev.morgana.config.Addressing;
import dev.morgana.config.Machine;
import dev.morgana.config.NetworkCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a network card of the machine is connected to.
///
/// @param network what is at the other end
/// @param address the card's fixed `ADDRESS/PREFIX`, or empty
public record CardConnection(NetworkChoice network, String address) {
    /// No card at all.
    public static final List<CardConnection> NONE = List.of();

    /// Whether there is a card.
    boolean isPresent() {
        return !(network instanceof NetworkChoice.None || network instanceof NetworkChoice.Host);
    }

    /// A connection for each card of a machine.
    ///
    /// @param chosen at least one, in the cards' order; the last, if it is the user network or none, stands for the cards that follow
    /// @param machine what the program's configuration class says, if it has one; else there is one card
    /// @param boot boot keys, which may give a card its address
    /// @throws UsageException if there are more of them than cards, or too few
    public static List<CardConnection> of(
            List<NetworkChoice> chosen, Optional<Machine> machine, List<KeyValue> boot) {
        var cards = machine.flatMap(Machine::cards).orElse(List.of(NetworkCard.named("net")));
        if (chosen.size() > Math.max(1, cards.size())) {
            throw new UsageException(
                    "--net is given %d times, but the machine has %s: give it once for each card"
                            .formatted(chosen.size(), count(cards.size())));
        }
        var connections = new ArrayList<CardConnection>();
        for (int i = 0; i < cards.size(); i++) {
            String address = address(cards.get(i), i == 0 ? "net" : cards.get(i).name(), boot);
            connections.add(new CardConnection(network(chosen, i, cards), address));
        }
        requireNoneBefore(connections, cards);
        return connections;
    }

    /// The image tells its cards apart by their order, so that only the last ones can be missing.
    private static void requireNoneBefore(List<CardConnection> connections, List<NetworkCard> of) {
        for (int i = 1; i < connections.size(); i++) {
            if (connections.get(i).isPresent() && !connections.get(i - 1).isPresent()) {
                throw new UsageException(
                        "--net none for the card \"%s\", but not for \"%s\" behind it: only the last cards can be missing"
                                .formatted(of.get(i - 1).name(), of.get(i).name()));
            }
        }
    }

    private static NetworkChoice network(
            List<NetworkChoice> chosen, int card, List<NetworkCard> of) {
        if (card < chosen.size()) {
            return chosen.get(card);
        }
        var last = chosen.getLast();
        if (last instanceof NetworkChoice.User || last instanceof NetworkChoice.None) {
            return last;
        }
        throw new UsageException(
                "the card \"%s\" is connected to nothing: the machine has %s, give --net once for each"
                        .formatted(of.get(card).name(), count(of.size())));
    }

    private static String count(int cards) {
        return cards == 1 ? "one card" : cards + " cards";
    }

    private static String address(NetworkCard card, String keys, List<KeyValue> boot) {
        if (card.addressing() instanceof Addressing.Fixed fixed) {
            return fixed.address().toString();
        }
        return boot.stream()
                .filter(setting -> setting.key().equals(keys + ".ipv4"))
                .map(KeyValue::value)
                .findFirst()
                .orElse("");
    }
}
