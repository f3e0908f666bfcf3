package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Boot keys that an image refuses.
final class BootKeysTest {
    @ParameterizedTest
    @CsvSource({
        "QEMU, no.such.key=1",
        "QEMU, net.ipv4=10.0.2.15/33",
        "PROCESS, no.such.key=1",
        "PROCESS, net.ipv4=10.0.2",
        "PROCESS, net.ipv4=10.0.2.15",
        "PROCESS, net.ipv4=10.0.2.15/33",
        "PROCESS, net.ipv4=",
        "PROCESS, net.gateway=nowhere",
        "PROCESS, net.dns=1.2.3.4.5",
        "PROCESS, log.level=shout"
    })
    void aBadBootKeyIs64(Where where, String key) throws Exception {
        Transcript ended =
                where.run("examples/web", "--net", "none", "--boot", key)
                        .assertStatus(64)
                        .assertOut("");
        assertTrue(ended.err().contains(key.substring(0, key.indexOf('='))), ended::toString);
        assertTrue(ended.isTheTools(), ended::toString);
    }

    /// The keys that a configuration class declares, each with its type.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    QEMU    | port=0      | port=0: not a number from 1 to 65535
                    PROCESS | port=http   | port=http: not a number from 1 to 65535
                    PROCESS | colour=blue | unknown key colour; known are port, greeting, net.hostname, log.level
                    """)
    void aValueThatTheConfigurationClassRulesOutIs64(Where where, String key, String text)
            throws Exception {
        Transcript ended =
                where.run("examples/greeter", "--net", "none", "--boot", key)
                        .assertStatus(64)
                        .assertOut("");
        assertEquals(
                "morgana: " + text + " (status 64 is the tool's, not the program's)",
                ended.lastLine(),
                ended::toString);
    }
}
