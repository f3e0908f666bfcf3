package dev.morgana.runtime.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void withoutLayersIsAnEmptyObject() {
        assertEquals("{}\n", new Layers().toString());
    }

    @Test
    void layersHoldNumbers() {
        assertEquals(
                """
                {
                  "udp": {"received": 12, "sent": -9223372036854775808},
                  "sockets": {}
                }
                """,
                new Layers()
                        .layer("udp")
                        .count("received", 12)
                        .count("sent", Long.MIN_VALUE)
                        .layer("sockets")
                        .toString());
    }
}
