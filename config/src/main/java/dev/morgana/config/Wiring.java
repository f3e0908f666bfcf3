package dev.morgana.config;

import dev.morgana.wire.Ipv4Prefix;
import java.util.ArrayList;
import java.util.List;

/// What must hold between the network cards of one machine.
final class Wiring {
    private static final int MOST = 8;

    private Wiring() {}

    /// The cards, if they fit together.
    static List<NetworkCard> checked(NetworkCard first, NetworkCard... more) {
        List<NetworkCard> cards = new ArrayList<>();
        cards.add(first);
        for (NetworkCard card : more) {
            cards.forEach(other -> requireApart(other, card));
            cards.add(card);
        }
        Machine.unique("network card", cards, NetworkCard::name, NetworkCard::where);
        if (cards.size() > MOST) {
            throw new ConfigurationException(
                    cards.get(MOST).where(),
                    "%d network cards: a machine has at most %d".formatted(cards.size(), MOST));
        }
        return List.copyOf(cards);
    }

    /// Two networks that overlap leave open which card a packet takes.
    private static void requireApart(NetworkCard one, NetworkCard other) {
        if (!(one.addressing() instanceof Addressing.Fixed first)
                || !(other.addressing() instanceof Addressing.Fixed second)) {
            return;
        }
        Ipv4Prefix a = first.address();
        Ipv4Prefix b = second.address();
        if (a.contains(b.address().bits()) || b.contains(a.address().bits())) {
            throw new ConfigurationException(
                    other.where(),
                    "the networks of \"%s\" (%s) and \"%s\" (%s) overlap: give one another network"
                            .formatted(one.name(), a, other.name(), b));
        }
    }
}
