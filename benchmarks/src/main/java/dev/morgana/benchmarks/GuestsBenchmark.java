package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `examples/web` as an image, the same program on a JVM in a Linux guest, and nginx in a Linux guest: each on one emulated processor and on a TAP
/// device. And bulk TCP of the first two.
final class GuestsBenchmark {
    /// Memory of each, but where the smallest is looked for.
    private static final int MEGABYTES = 512;

    /// Far more than any start and any answer takes.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int COLD_SECONDS = 3;
    private static final int WARM_SECONDS = 5;
    private static final int BULK_MEGABYTES = 128;
    private static final int BULK_WARM_UP_MEGABYTES = 16;
    private static final String URL =
            "http://" + GuestNetwork.GUEST + ":" + GuestNetwork.HTTP_PORT + GuestNetwork.PATH;
    private static final Path PICTURE = Tools.file("docs/images/guests.svg");

    /// Fewer are for trying things out: the picture of README stays.
    private static final int RUNS_OF_PICTURE = 5;

    private final Comparison bytes = Comparison.less("what is booted", "MB", 1_000_000);
    private final Comparison memory = Comparison.less("memory that it needs (found once)", "MB", 1);
    private final Comparison start = Comparison.less("start to first answer", "ms", 1_000_000);
    private final Comparison cold = Comparison.more("cold", "requests/s", 1);
    private final Comparison warm = Comparison.more("warmed up", "requests/s", 1);
    private final Comparison into = Comparison.more("TCP into the guest", "MB/s", 1_000_000);
    private final Comparison outOf = Comparison.more("TCP out of the guest", "MB/s", 1_000_000);
    private final List<Guest> servers;
    private final List<Guest> bulk;

    private GuestsBenchmark(List<Guest> servers, List<Guest> bulk) {
        this.servers = servers;
        this.bulk = bulk;
    }

    /// Makes what it takes, and measures in a network namespace of its own.
    ///
    /// @return the exit status
    static int run(int runs) throws IOException, InterruptedException {
        GuestNetwork.needPrivilege();
        GuestParts.make();
        return GuestNetwork.enter(List.of(Main.INSIDE, String.valueOf(runs)));
    }

    /// Measures; nothing but this program may use the network that it is in. Prints a table and draws the picture of the documents.
    static void measure(int runs) throws IOException, InterruptedException {
        GuestNetwork.create();
        GuestParts parts = GuestParts.made();
        List<Guest> servers = new ArrayList<>(parts.web());
        Tools.progress("an answer of the program, for nginx to repeat");
        servers.add(parts.nginx(answer(servers.getFirst())));
        new GuestsBenchmark(servers, parts.bulk()).compare(runs);
    }

    private static byte[] answer(Guest guest) throws IOException {
        try (RunningGuest running = guest.boot(MEGABYTES)) {
            return running.firstAnswer(LIMIT).body();
        }
    }

    private void compare(int runs) throws IOException, InterruptedException {
        for (int run = 1; run <= runs; run++) {
            String name = "run " + run + " of " + runs + ": ";
            for (Guest guest : servers) {
                Tools.progress(name + guest.kind());
                serve(guest);
            }
            for (Guest guest : bulk) {
                Tools.progress(name + guest.kind() + ", bulk TCP");
                transfer(guest);
            }
        }
        for (Guest guest : servers) {
            Tools.progress("smallest memory: " + guest.kind());
            bytes.add(guest.kind(), guest.bytes());
            memory.add(guest.kind(), smallestMemory(guest));
        }
        report(runs);
    }

    private void serve(Guest guest) throws IOException, InterruptedException {
        try (RunningGuest running = guest.boot(MEGABYTES)) {
            running.firstAnswer(LIMIT);
            start.add(guest.kind(), running.age());
            cold.add(guest.kind(), Wrk.rate(URL, COLD_SECONDS));
            Wrk.rate(URL, guest.warmUpSeconds());
            warm.add(guest.kind(), Wrk.rate(URL, WARM_SECONDS));
        }
    }

    private void transfer(Guest guest) throws IOException {
        try (RunningGuest running = guest.boot(MEGABYTES)) {
            running.awaitListening(LIMIT);
            Bandwidth.into(GuestNetwork.GUEST, BULK_WARM_UP_MEGABYTES);
            into.add(guest.kind(), Bandwidth.into(GuestNetwork.GUEST, BULK_MEGABYTES));
            Bandwidth.outOf(GuestNetwork.GUEST, BULK_WARM_UP_MEGABYTES);
            outOf.add(guest.kind(), Bandwidth.outOf(GuestNetwork.GUEST, BULK_MEGABYTES));
        }
    }

    /// A guest that is three times slower than usual, and two seconds more, will not answer.
    private int smallestMemory(Guest guest) {
        long usual = start.of(guest.kind()).median();
        return SmallestMemory.of(guest, MEGABYTES, Duration.ofNanos(3 * usual).plusSeconds(2));
    }

    private void report(int runs) throws IOException {
        List<Comparison> rows = List.of(bytes, memory, start, cold, warm, into, outOf);
        List<String> kinds = servers.stream().map(Guest::kind).toList();
        String ours = kinds.getFirst();
        List<String> heads = new ArrayList<>(List.of("minimum, median, maximum of " + runs, ours));
        for (String other : kinds.subList(1, kinds.size())) {
            heads.addAll(List.of(other, "times"));
        }
        var table = new Table(heads.toArray(String[]::new));
        for (Comparison row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.title(), row.cell(ours)));
            for (String other : kinds.subList(1, kinds.size())) {
                cells.addAll(List.of(row.cell(other), row.ratio(other, ours)));
            }
            table.row(cells.toArray(String[]::new));
        }
        System.out.print(table);
        if (runs >= RUNS_OF_PICTURE) {
            Files.writeString(PICTURE, BarChart.draw("Morgana beside Linux guests", kinds, rows));
        }
    }
}
