package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.launch.PortForward.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortForwardTest {
    @Test
    void isBoundToLoopbackWithoutAnAddress() {
        assertEquals(
                new PortForward(Protocol.TCP, "127.0.0.1", 8081, 80), PortForward.parse("8081:80"));
    }

    @Test
    void takesAnAddress() {
        assertEquals(
                new PortForward(Protocol.TCP, "0.0.0.0", 8080, 8080),
                PortForward.parse("0.0.0.0:8080:8080"));
        assertEquals(
                new PortForward(Protocol.TCP, "192.168.1.7", 1, 65535),
                PortForward.parse("192.168.1.7:1:65535"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8080",
                "8080:",
                ":80",
                "a:b",
                "8080:80:80",
                "1.2.3:8080:80",
                "8080:80/sctp",
                "8080:80/",
                "8080/udp:80",
                "1.2.3.4:80",
                "123456:80"
            })
    void refusesOtherForms(String text) {
        var refused = assertThrows(UsageException.class, () -> PortForward.parse(text));
        String message = String.valueOf(refused.getMessage());
        assertTrue(
                message.startsWith("'" + text + "' does not say which port leads where"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:80", "80:0", "65536:80", "80:99999"})
    void refusesPortsThatDoNotExist(String text) {
        var refused = assertThrows(UsageException.class, () -> PortForward.parse(text));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("there is no port"), message);
    }

    @Test
    void refusesAddressesThatDoNotExist() {
        assertEquals(
                "'1.2.3.256:80:80': 1.2.3.256 is not an address",
                assertThrows(UsageException.class, () -> PortForward.parse("1.2.3.256:80:80"))
                        .getMessage());
    }

    @Test
    void takesAProtocol() {
        var forward = PortForward.parse("7007:7/udp");
        assertEquals(new PortForward(Protocol.UDP, "127.0.0.1", 7007, 7), forward);
        assertEquals(PortForward.parse("7007:7"), PortForward.parse("7007:7/tcp"));
        assertEquals("hostfwd=udp:127.0.0.1:7007-:7", forward.forQemu(""));
        assertEquals("127.0.0.1:7007 (UDP)", forward.url());
        assertTrue(forward.leadsTo("7/udp"));
        assertFalse(forward.leadsTo("7"));
        assertFalse(forward.leadsTo("7007/udp"));
        assertTrue(PortForward.parse("7007:7").leadsTo("7"));
    }

    @Test
    void speaksQemusLanguageAndABrowsers() {
        var forward = PortForward.parse("0.0.0.0:8081:80");
        assertEquals("hostfwd=tcp:0.0.0.0:8081-:80", forward.forQemu(""));
        assertEquals("hostfwd=tcp:0.0.0.0:8081-10.0.2.20:80", forward.forQemu("10.0.2.20"));
        assertEquals("http://127.0.0.1:8081/", forward.url());
    }
}
