package dev.morgana.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page that a running machine has mapped, read from its page tables by QEMU's monitor.
///
/// @param address virtual address
/// @param frame physical address
/// @param size bytes
record Mapping(
        long address, long frame, long size, boolean executable, boolean writable, boolean user) {
    /// From here on all memory is mapped once more, for the machine layer's own use: `machine/src/main/c/pvh/layout.h`.
    static final long WINDOW = 0x6000_0000_0000L;

    /// Where the Java heap's range may begin.
    static final long HEAP = 0x1000_0000_0000L;

    /// Where stacks and native memory may begin; lower addresses are physical ones.
    static final long MANAGED = 0x100_0000_0000L;

    /// A line of `info tlb`: address, frame, and nine flags of the leaf entry, the first X for no-execute, the third P for a large page, the last two U and W.
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{16}): ([0-9a-f]{16}) ([-XGPDACTUW]{9})");

    private static final Pattern WORD = Pattern.compile("0x([0-9a-f]{16})");
    private static final long PRESENT = 1;
    private static final long LARGE = 0x80;
    private static final long FRAME = 0x000f_ffff_ffff_f000L;
    private static final int LEVELS = 4;

    /// All pages that are mapped now.
    static List<Mapping> all(Monitor monitor) throws IOException {
        List<Mapping> all = new ArrayList<>();
        for (String line :
                monitor.ask("info tlb").lines().filter(text -> !text.isBlank()).toList()) {
            Matcher entry = LINE.matcher(line.strip());
            if (!entry.matches()) {
                throw new AssertionError(line);
            }
            String flags = entry.group(3);
            all.add(
                    new Mapping(
                            Long.parseUnsignedLong(entry.group(1), 16),
                            Long.parseUnsignedLong(entry.group(2), 16),
                            flags.charAt(2) == 'P' ? 2 << 20 : 4096,
                            flags.charAt(0) != 'X',
                            flags.charAt(8) == 'W',
                            flags.charAt(7) == 'U'));
        }
        return all;
    }

    /// The physical addresses of the page tables themselves.
    static Set<Long> tables(Monitor monitor) throws IOException {
        Set<Long> tables = new HashSet<>();
        addTables(monitor, register(monitor, "CR3") & FRAME, LEVELS, tables);
        return tables;
    }

    private static void addTables(Monitor monitor, long table, int level, Set<Long> tables)
            throws IOException {
        tables.add(table);
        if (level == 1) {
            return;
        }
        String words = monitor.ask("xp /512gx 0x" + Long.toHexString(table));
        Matcher entry = WORD.matcher(words);
        while (entry.find()) {
            long value = Long.parseUnsignedLong(entry.group(1), 16);
            if ((value & PRESENT) != 0 && (value & LARGE) == 0) {
                addTables(monitor, value & FRAME, level - 1, tables);
            }
        }
    }

    /// A control register of the first processor.
    static long register(Monitor monitor, String name) throws IOException {
        return registers(monitor, name).getFirst();
    }

    /// A control register of each processor.
    static List<Long> registers(Monitor monitor, String name) throws IOException {
        String registers = monitor.ask("info registers -a");
        List<Long> values =
                Pattern.compile("\\b" + name + "=([0-9a-f]+)")
                        .matcher(registers)
                        .results()
                        .map(value -> Long.parseUnsignedLong(value.group(1), 16))
                        .toList();
        if (values.isEmpty()) {
            throw new AssertionError(registers);
        }
        return values;
    }

    boolean holds(long physical) {
        return physical >= frame && physical < frame + size;
    }

    boolean isBetween(long start, long end) {
        return address >= start && address < end;
    }

    String hex() {
        return "0x" + Long.toHexString(address);
    }
}
