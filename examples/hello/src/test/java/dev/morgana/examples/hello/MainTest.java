package dev.morgana.examples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The program on the JVM.
final class MainTest {
    @Test
    void greetsTheWorld() {
        assertEquals("hello, world", Main.greeting(new String[0]));
    }

    @Test
    void greetsEveryArgument() {
        assertEquals("hello, Ada and Grace H.", Main.greeting(new String[] {"Ada", "Grace H."}));
    }
}
