package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Boot keys that an image refuses.
final class BootKeysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    QEMU    | no.such.key=1         | unknown key no.such.key; known are net.ipv4, net.gateway, net.dns, net.hostname, log.level, env.NAME, prop.NAME
                    QEMU    | net.ipv4=10.0.2.15/33 | net.ipv4=10.0.2.15/33: prefix is not 1 to 32
                    PROCESS | no.such.key=1         | unknown key no.such.key; known are net.ipv4, net.gateway, net.dns, net.hostname, log.level, env.NAME, prop.NAME
                    PROCESS | net.ipv4=10.0.2       | net.ipv4=10.0.2: not of the form ADDRESS/PREFIX, as 192.0.2.10/24
                    PROCESS | net.ipv4=10.0.2.15    | net.ipv4=10.0.2.15: not of the form ADDRESS/PREFIX, as 192.0.2.10/24
                    PROCESS | net.ipv4=10.0.2.15/33 | net.ipv4=10.0.2.15/33: prefix is not 1 to 32
                    PROCESS | net.ipv4=             | net.ipv4=: not of the form ADDRESS/PREFIX, as 192.0.2.10/24
                    PROCESS | net.gateway=10.0.2.2  | net.gateway needs net.ipv4 beside it
                    PROCESS | net.dns=1.2.3.4.5     | net.dns=1.2.3.4.5: not an IPv4 address
                    PROCESS | net.hostname=-a       | net.hostname=-a: not a host name
                    PROCESS | log.level=shout       | log.level=shout: not one of all, trace, debug, info, warning, error, off
                    """)
    void aBadBootKeyIs64(Where where, String key, String text) throws Exception {
        assertRefused(where, "examples/web", key, text);
    }

    /// The keys that a configuration class declares, each with its type.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    QEMU    | greeter      | port=0      | port=0: not a number from 1 to 65535 inclusive
                    PROCESS | greeter      | port=65536  | port=65536: not a number from 1 to 65535 inclusive
                    PROCESS | greeter      | port=http   | port=http: not a number from 1 to 65535 inclusive
                    PROCESS | greeter      | colour=blue | unknown key colour; known are port, greeting, net.hostname, log.level
                    PROCESS | Inside.java  | count=10    | count=10: not a number from -1 to 9 inclusive
                    PROCESS | Inside.java  | fast=yes    | fast=yes: not true or false
                    PROCESS | Inside.java  | pace=run    | pace=run: not one of WALK, RUN
                    PROCESS | Inside.java  | peer=home   | peer=home: not an IPv4 address
                    """)
    void aValueThatTheConfigurationClassRulesOutIs64(
            Where where, String program, String key, String text) throws Exception {
        String folder = program.endsWith(".java") ? "system-tests/programs/" : "examples/";
        assertRefused(where, folder + program, key, text);
    }

    private static void assertRefused(Where where, String program, String key, String text)
            throws Exception {
        Transcript ended =
                where.run(program, "--net", "none", "--boot", key).assertStatus(64).assertOut("");
        assertEquals(
                "morgana: " + text + " (status 64 is the tool's, not the program's)",
                ended.lastLine(),
                ended::toString);
    }
}
