package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KernelCommandLineTest {
    private static final int ROUNDS = 2000;

    @Test
    void encodesWhatHasAMeaningOfItsOwn() {
        assertEquals("a%20b", KernelCommandLine.encode("a b"));
        assertEquals("%25", KernelCommandLine.encode("%"));
        assertEquals("%22q%22", KernelCommandLine.encode("\"q\""));
        assertEquals("%C3%BC%E2%82%AC", KernelCommandLine.encode("ü€"));
        assertEquals("net.ipv4=10.0.2.20/24", KernelCommandLine.encode("net.ipv4=10.0.2.20/24"));
    }

    @Test
    void putsSettingsBeforeAndArgumentsAfterTheDashes() {
        var settings =
                KernelCommandLine.settings(
                        List.of(KeyValue.parse("--boot", "net.hostname=shop")),
                        List.of(KeyValue.parse("--env", "GREETING=good day")),
                        List.of(KeyValue.parse("-D", "a.b=")));
        assertEquals(
                "net.hostname=shop env.GREETING=good%20day prop.a.b= -- one % --",
                KernelCommandLine.of(settings, List.of("one", "", "--")));
    }

    @Test
    void anArgumentThatLooksLikeADeviceIsNone() {
        String argument = "virtio_mmio.device=512@0xfeb00000:5";
        assertEquals(
                "-- %76irtio_mmio.device=512@0xfeb00000:5",
                KernelCommandLine.of(List.of(), List.of(argument)));
        assertEquals(argument, KernelCommandLine.decode("%76irtio_mmio.device=512@0xfeb00000:5"));
    }

    @Test
    void anyArgumentsArriveAsTheyWere() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var arguments = arguments(random);
            String line = KernelCommandLine.of(List.of(), arguments);
            assertTrue(
                    line.chars().allMatch(c -> c >= ' ' && c < 0x7f),
                    () -> "seed " + seed + ": " + line);
            var words = Arrays.asList(line.split(" ", -1));
            assertEquals("--", words.getFirst(), () -> "seed " + seed);
            assertEquals(
                    arguments,
                    words.stream().skip(1).map(KernelCommandLine::decode).toList(),
                    () -> "seed " + seed);
        }
    }

    private static List<String> arguments(Random random) {
        var arguments = new ArrayList<String>();
        for (int count = random.nextInt(5); count > 0; count--) {
            var argument = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                argument.appendCodePoint(
                        random.nextInt(4) == 0 ? supplementary(random) : random.nextInt(0x80));
            }
            arguments.add(argument.toString());
        }
        return arguments;
    }

    /// A code point from U+0080 on, without surrogates: those have no UTF-8.
    private static int supplementary(Random random) {
        int point = 0x80 + random.nextInt(Character.MAX_CODE_POINT + 1 - 0x80);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 'x' : point;
    }

    @Test
    void refusesWhatALoaderWouldCutShort() {
        var refused =
                assertThrows(
                        UsageException.class,
                        () -> KernelCommandLine.of(List.of(), List.of("x".repeat(5000))));
        assertEquals(
                "arguments and settings are too long for a boot: 5003 of at most 4095 characters",
                refused.getMessage());
    }

    @Test
    void refusesSettingsWithoutAKey() {
        assertEquals(
                "--env PATH: write KEY=VALUE",
                assertThrows(UsageException.class, () -> KeyValue.parse("--env", "PATH"))
                        .getMessage());
        assertThrows(UsageException.class, () -> KeyValue.parse("--boot", "=x"));
        assertEquals(new KeyValue("a", "b=c"), KeyValue.parse("-D", "a=b=c"));
    }
}
