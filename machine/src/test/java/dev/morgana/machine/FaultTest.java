package dev.morgana.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.machine.Machine.End;
import dev.morgana.machine.Machine.Options;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every forbidden access ends the machine with a report, and no page is writable and executable.
class FaultTest {
    private static final int FAULT = (0x7d << 1 | 1) & 255;
    private static final Pattern PAGE =
            Pattern.compile("([0-9a-f]{16}): [0-9a-f]{16} ([XGPDACTUW-]{9})");

    /// Registers of devices lie from here on in physical memory, and nothing of the image's from there on in virtual memory.
    private static final long REGISTERS = 0xf0000000L;

    private static final long HIGH = 1L << 32;

    @ParameterizedTest
    @CsvSource({
        "null, read of 0x8: the zero page: a null pointer",
        "low, read of 0xfff8: the zero page: a null pointer",
        "write-text, read-only",
        "write-constant, read-only",
        "write-heap-start, read-only",
        "write-heap-end, read-only",
        "execute-heap, not code",
        "execute-stack, not code",
        "execute-data, not code",
        "execute-dma, not code",
        "execute-image-heap, not code",
        "map-code, executable memory was asked for",
        "protect-code, executable memory was asked for",
        "write-root-table, not mapped",
        "write-below-image, not mapped",
        "write-behind-dma, not mapped",
        "reserved, reserved but not committed",
        "beyond, read of 0x7fffffff0000: not mapped",
        "noncanonical, general protection fault",
        "device, not mapped",
        "divide, divide error",
        "stack, the guard below the thread's stack",
        "no-frame, no frame of physical memory is left",
        "smash, a stack buffer",
        "panic, as the program asked",
        "double-free, freed twice",
        "stack-pointer, the zero page",
        "nmi, non-maskable interrupt"
    })
    void isReported(String mode, String explanation) throws Exception {
        End end = Machine.run("-- fault " + mode);
        assertEquals(FAULT, end.status(), end.toString());
        String last = end.control().lines().toList().getLast();
        assertTrue(last.startsWith("fault ") && last.contains(explanation), end.toString());
        assertTrue(end.errors().contains("machine fault: " + last.substring(6)), end.errors());
        assertTrue(end.errors().contains("thread 1 \"main\""), end.errors());
        assertTrue(end.errors().contains("end of the report"), end.errors());
    }

    @Test
    void theReportAsksJavaForItsStackAndSurvivesAFaultThere() throws Exception {
        End end = Machine.run("-- fault null");
        assertTrue(end.output().contains("[java stack]"), end.toString());
        end = Machine.run("-- fault-twice");
        assertEquals(FAULT, end.status(), end.toString());
        assertTrue(end.errors().contains("page fault at rip"), end.toString());
        assertTrue(end.control().contains("a fault inside the report"), end.control());
    }

    @Test
    void protectionsOfTheCpuAreOn() throws Exception {
        assertEquals("WP 1\nUMIP 1\nSMEP 1\nSMAP 1\n", Machine.run("-- registers").output());
    }

    /// What QEMU's monitor says about every page of the running machine.
    private static List<Matcher> pages() throws Exception {
        Options options = new Options();
        options.monitor = true;
        options.with("-device", "virtio-rng-device");
        try (Machine machine = Machine.boot("-- hold", options)) {
            return machine.await("ready")
                    .ask("info tlb")
                    .lines()
                    .map(PAGE::matcher)
                    .filter(Matcher::find)
                    .toList();
        }
    }

    @Test
    void noPageIsWritableAndExecutable() throws Exception {
        List<Matcher> pages = pages();
        assertTrue(pages.size() > 100, "pages: " + pages.size());
        for (Matcher page : pages) {
            boolean executable = page.group(2).charAt(0) == '-';
            boolean writable = page.group(2).charAt(8) == 'W';
            assertTrue(!(executable && writable), page.group());
            long address = Long.parseUnsignedLong(page.group(1), 16);
            assertTrue(address >= 0x100000, page.group());
        }
    }

    /// The payload asks for 20,000 bytes of device memory; beside the image and the devices' registers nothing else lies at its physical address.
    @Test
    void lowAddressesLeadToTheImageAndToDeviceMemoryOnly() throws Exception {
        long[] image = {Long.MAX_VALUE, 0};
        Matcher segment =
                Pattern.compile("LOAD +0x\\S+ 0x(\\S+) 0x\\S+ 0x\\S+ 0x(\\S+)")
                        .matcher(
                                Toolchain.succeed(
                                        Toolchain.WORK,
                                        List.of("readelf", "-lW", Machine.payload().toString())));
        while (segment.find()) {
            long start = Long.parseLong(segment.group(1), 16);
            if (start < HIGH) {
                image[0] = Math.min(image[0], start);
                image[1] = Math.max(image[1], start + Long.parseLong(segment.group(2), 16));
            }
        }
        List<String> others =
                pages().stream()
                        .filter(page -> {
                            long at = Long.parseUnsignedLong(page.group(1), 16);
                            return at < REGISTERS && (at < (image[0] & -4096) || at >= image[1]);
                        })
                        .map(Matcher::group)
                        .toList();
        assertEquals(5, others.size(), others::toString);
    }
}
