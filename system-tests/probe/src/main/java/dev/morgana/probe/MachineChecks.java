package dev.morgana.probe;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Memory, clocks, random numbers, text.
final class MachineChecks {
    private MachineChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("read", words -> System.out.println(Memory.read(address(words[0]))));
        checks.put("write", words -> Memory.write(address(words[0]), 0x90909090L));
        checks.put("stack-overflow", _ -> stackOverflow());
        checks.put("out-of-memory", words -> outOfMemory(Integer.parseInt(words[0])));
        checks.put("churn", words -> churn(Long.parseLong(words[0])));
        checks.put(
                "memory", _ -> System.out.println("maximum " + Runtime.getRuntime().maxMemory()));
        checks.put("clocks", _ -> clocks());
        checks.put("random", _ -> random());
        checks.put("text", _ -> text());
        checks.put("exceptions", _ -> exceptions());
    }

    private static long address(String word) {
        System.out.println("touching " + word);
        return Long.decode(word);
    }

    private static void stackOverflow() {
        try {
            System.out.println(depth(0));
        } catch (StackOverflowError e) {
            System.out.println("caught " + e.getClass().getName());
        }
    }

    private static int depth(int at) {
        return at < 0 ? at : depth(at + 1) + 1;
    }

    /// Fills the heap with blocks of `kilobytes` until it is full, lets go, and does so once more.
    private static void outOfMemory(int kilobytes) {
        for (int round = 1; round <= 2; round++) {
            List<byte[]> blocks = new ArrayList<>();
            try {
                while (true) {
                    blocks.add(new byte[kilobytes * 1024]);
                }
            } catch (OutOfMemoryError e) {
                int count = blocks.size();
                blocks.clear();
                System.out.println(
                        "round "
                                + round
                                + ": "
                                + e.getClass().getName()
                                + " after "
                                + count
                                + " blocks");
            }
        }
    }

    /// Allocates `megabytes` in all, of which little lives long.
    private static void churn(long megabytes) {
        byte[][] live = new byte[64][];
        long sum = 0;
        for (long i = 0; i < megabytes * 32; i++) {
            byte[] block = new byte[32 * 1024];
            block[(int) (i % block.length)] = (byte) i;
            live[(int) (i % live.length)] = block;
            sum += block[(int) (i % block.length)] & 0xff;
        }
        System.out.println("churned " + megabytes + " MB, sum " + sum);
    }

    private static void clocks() throws InterruptedException {
        long monotonic = System.nanoTime();
        Instant wall = Instant.now();
        Thread.sleep(50);
        long slept = System.nanoTime() - monotonic;
        System.out.println(
                "slept enough: "
                        + (slept >= 50_000_000)
                        + ", wall clock too: "
                        + (Duration.between(wall, Instant.now()).toMillis() >= 49));
        System.out.println("epoch millis " + System.currentTimeMillis());
        var noon = ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Rome"));
        System.out.println(
                noon.toInstant() + " " + noon.format(DateTimeFormatter.RFC_1123_DATE_TIME));
    }

    private static void random() {
        byte[] seed = new SecureRandom().generateSeed(16);
        System.out.println(UUID.randomUUID() + " " + HexFormat.of().formatHex(seed));
    }

    private static void text() {
        System.out.println(
                String.format(Locale.ROOT, "%08.3f|%-6s|%,d|%x", Math.PI, "ab", 1_234_567, 255));
        System.out.println("grüße, 世界, 🌍".toUpperCase(Locale.ROOT));
        System.out.println("a1b22c".replaceAll("[0-9]+", "#") + " " + "x,y,,z".split(",").length);
        System.out.println(
                new String(
                        "žluťoučký kůň".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static void exceptions() {
        Object text = "text";
        Object[] none = new Object[0];
        report(() -> ((Integer) text).intValue());
        report(() -> none[none.length]);
        report(() -> 1 / none.length);
        report(() -> new int[-1 - none.length].length);
        report(() -> System.getProperty("does.not.exist").length());
    }

    private static void report(java.util.concurrent.Callable<?> failing) {
        try {
            System.out.println("no exception: " + failing.call());
        } catch (Exception e) {
            System.out.println(
                    e.getClass().getName() + " in " + e.getStackTrace()[0].getMethodName());
        }
    }
}
