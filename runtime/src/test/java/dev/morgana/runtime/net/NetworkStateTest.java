package dev.morgana.runtime.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.runtime.state.Layers;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkStateTest {
    @Test
    void eventsStandBelowTheirLayers() {
        Counters counters = new Counters();
        counters.count(Event.ETHERNET_RECEIVED);
        counters.count(Event.IPV4_FRAGMENTS_DROPPED);
        counters.count(Event.IPV4_FRAGMENTS_DROPPED);
        Layers layers = new Layers();
        NetworkState.events(layers, counters.snapshot());
        List<String> lines = layers.toString().lines().toList();
        assertTrue(
                lines.get(1).startsWith("  \"ethernet\": {\"received\": 1, \"sent\": 0, "),
                layers::toString);
        assertTrue(
                lines.stream()
                        .anyMatch(line ->
                                line.startsWith("  \"ipv4\": {")
                                        && line.contains("\"fragmentsDropped\": 2,")),
                layers::toString);
        // Ethernet, ARP, IPv4, ICMP, UDP: each once, between the two braces.
        assertTrue(lines.size() == 7, layers::toString);
    }
}
