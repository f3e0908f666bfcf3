package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The JDK on this floor: what a program prints in an image is what it prints on a JVM, except about the machine itself.
final class FloorTest {
    /// UDP and selectors; waits that a close or an interrupt ends; locales, formats and time zones; compression.
    @ParameterizedTest
    @CsvSource({
        "QEMU, datagrams",
        "QEMU, closing",
        "QEMU, formats",
        "QEMU, zip",
        "PROCESS, datagrams",
        "PROCESS, closing",
        "PROCESS, formats",
        "PROCESS, zip"
    })
    void isTheJvms(Where where, String check) throws Exception {
        String expected = HostJvm.probe(check);
        assertTrue(expected.lines().count() > 10, expected);
        Transcript ended = where.probe(check).assertStatus(0);
        assertEquals(expected, ended.out(), ended::toString);
    }

    /// The probe's image holds German, since the program names it.
    @ParameterizedTest
    @EnumSource
    void formatsAreThoseOfTheDefaultLocale(Where where) throws Exception {
        String expected = HostJvm.probe("formats", Locale.GERMANY);
        assertTrue(expected.startsWith("de_DE Deutsch (Deutschland) EUR\n"), expected);
        List<String> german =
                List.of("--net", "none", "-D", "user.language=de", "-D", "user.country=DE");
        where.probe(german, "formats").assertStatus(0).assertOut(expected);
    }

    @Test
    void interfacesAndTheLocalHostAreThoseOfTheMachine() throws Exception {
        Guest.usual()
                .withNetwork()
                .booted("net.ipv4=10.0.2.99/24", "net.gateway=10.0.2.2", "net.hostname=castle")
                .run("interfaces")
                .assertStatus(0)
                .assertOut(
                        """
                        1 lo up true loopback true mtu 65536 hardware none
                          127.0.0.1/8 broadcast null
                        2 eth0 up true loopback false mtu 1500 hardware 52:54:00:12:34:56
                          10.0.2.99/24 broadcast /10.0.2.255
                        here castle/10.0.2.99
                        loopback localhost/127.0.0.1
                        of 127.0.0.1: lo 1
                        of 192.0.2.1: null
                        none: null
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void withoutACardThereIsTheLoopbackOnly(Where where) throws Exception {
        where.probe("interfaces")
                .assertStatus(0)
                .assertOut(
                        """
                        1 lo up true loopback true mtu 65536 hardware none
                          127.0.0.1/8 broadcast null
                        here localhost/127.0.0.1
                        loopback localhost/127.0.0.1
                        of 127.0.0.1: lo 1
                        of 192.0.2.1: null
                        none: null
                        """);
    }

    /// By ICMP echo: of 10.0.2.0/24 QEMU's user network has the gateway, which answers.
    @Test
    void hostsAreReachableThatAnswer() throws Exception {
        Guest.usual()
                .withNetwork()
                .run("reachable", "127.0.0.1", "10.0.2.2", "10.0.2.15", "10.0.2.77")
                .assertStatus(0)
                .assertOut(
                        """
                        127.0.0.1 true
                        10.0.2.2 true
                        10.0.2.15 true
                        10.0.2.77 false
                        """);
    }
}
