package dev.morgana.examples.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The program on the JVM.
final class MainTest {
    @Test
    void addsUpGoodOrders() {
        assertEquals(
                15,
                Main.total(List.of(new Main.Line("rope", "12"), new Main.Line("lantern", "3"))));
    }

    @Test
    void mainFailsWithACause() {
        var failure = assertThrows(Main.OrderException.class, () -> Main.main(new String[0]));
        assertEquals("no amount in the line of lantern", failure.getMessage());
        assertInstanceOf(NumberFormatException.class, failure.getCause());
        assertEquals("amount", failure.getStackTrace()[0].getMethodName());
        assertEquals("main", failure.getStackTrace()[2].getMethodName());
    }
}
