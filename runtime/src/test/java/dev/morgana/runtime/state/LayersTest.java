package dev.morgana.runtime.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, -1, 1_234_567_890, Long.MAX_VALUE})
    void numbersAreDecimal(long value) {
        String text = new Layers().layer("x").count("y", value).toString();
        assertEquals("{\n  \"x\": {\"y\": " + value + "}\n}\n", text);
    }

    @Test
    void anyNumberOfCountersFits() {
        Layers layers = new Layers().layer("many");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            layers.count("count" + i, i);
            expected.append(i == 0 ? "" : ", ").append("\"count%d\": %d".formatted(i, i));
        }
        assertEquals("{\n  \"many\": {" + expected + "}\n}\n", layers.toString());
    }
}
