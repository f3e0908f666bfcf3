package dev.morgana.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// `examples/web` as an image, the same program on a JVM in a Linux guest, and nginx in a Linux guest: each on one emulated processor and on a TAP
/// device.
final class GuestsBenchmark {
    /// Memory of each, but where the smallest is looked for.
    private static final int MEGABYTES = 512;

    /// Far more than any start and any answer takes.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Comparison bytes = new Comparison("what is booted", "MB", 1_000_000);
    private final Comparison start =
            new Comparison("QEMU's start to the first answer", "ms", 1_000_000);
    private final List<Guest> guests;

    private GuestsBenchmark(List<Guest> guests) {
        this.guests = guests;
    }

    /// Makes what it takes, and measures in a network namespace of its own.
    ///
    /// @return the exit status
    static int run(int runs) throws IOException, InterruptedException {
        GuestNetwork.needPrivilege();
        GuestParts.make();
        return GuestNetwork.enter(List.of(Main.INSIDE, String.valueOf(runs)));
    }

    /// Measures; nothing but this program may use the network that it is in.
    static void measure(int runs) throws IOException, InterruptedException {
        GuestNetwork.create();
        GuestParts parts = GuestParts.made();
        Guest morgana = parts.morgana();
        Tools.progress("the first answer of Morgana is nginx's page");
        byte[] page;
        try (RunningGuest guest = morgana.boot(MEGABYTES)) {
            page = guest.firstAnswer(LIMIT).body();
        }
        var benchmark = new GuestsBenchmark(List.of(morgana, parts.jvm(), parts.nginx(page)));
        for (int run = 1; run <= runs; run++) {
            benchmark.round("run " + run + " of " + runs);
        }
        System.out.print(benchmark.table(runs));
    }

    private void round(String name) throws IOException, InterruptedException {
        for (Guest guest : guests) {
            Tools.progress(name + ": " + guest.kind());
            bytes.add(guest.kind(), guest.bytes());
            try (RunningGuest running = guest.boot(MEGABYTES)) {
                running.firstAnswer(LIMIT);
                start.add(guest.kind(), running.age());
            }
        }
    }

    private Table table(int runs) {
        String first = guests.getFirst().kind();
        var table =
                new Table(
                        "minimum, median, maximum of " + runs,
                        first,
                        guests.get(1).kind(),
                        "times",
                        guests.get(2).kind(),
                        "times");
        for (Comparison row : List.of(bytes, start)) {
            String second = guests.get(1).kind();
            String third = guests.get(2).kind();
            table.row(
                    row.title(),
                    row.cell(first),
                    row.cell(second),
                    row.ratio(second, first),
                    row.cell(third),
                    row.ratio(third, first));
        }
        return table;
    }
}
