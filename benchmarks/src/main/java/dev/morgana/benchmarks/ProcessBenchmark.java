package dev.morgana.benchmarks;

import dev.morgana.benchmarks.Contender.Place;
import dev.morgana.benchmarks.guest.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Images as processes of this machine's Linux, on a TAP device, beside what serves the same on this machine's own sockets: the JVM, and nginx. Servers have the first core
/// to themselves, whoever asks them the second.
final class ProcessBenchmark {
    /// The word that a program started inside of the namespace finds; not for people.
    static final String INSIDE = "process-inside";

    private static final String OURS = "process";
    private static final String THEIRS = "beside";
    private static final String MEMORY = "64M";
    private static final int STARTS = 10;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 4;
    private static final int BULK_MEGABYTES = 2_000;
    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "ip", "iproute2",
                    "unshare", "util-linux",
                    "taskset", "util-linux",
                    "wrk", "wrk",
                    "nginx", "nginx-light");

    private static final String WEB = "examples/web";

    /// A page of its site. The answer to what else is asked for, the state of the program, is longer from an image, which knows more of it.
    private static final String PAGE = "/";

    private static final String HELLO = "examples/hello";
    private static final Path SERVICES = Tools.file("benchmarks/target/services.jar");

    private final Comparison hello =
            Comparison.less("hello: exec to its first byte; the JVM", "ms", 1_000_000);
    private final Comparison start =
            Comparison.less("web: exec to its first answer; the JVM", "ms", 1_000_000);
    private final Comparison web =
            Comparison.more("web, /api/status: the JVM, warmed up", "requests/s", 1);
    private final Comparison page =
            Comparison.more("web, / (8 KB): the JVM, warmed up", "requests/s", 1);
    private final Comparison webWork =
            Comparison.less("web, /api/status: the server's core for a request", "us", 1_000);
    private final Comparison pageWork =
            Comparison.less("web, / (8 KB): the server's core for a request", "us", 1_000);
    private final Comparison memory =
            Comparison.less("web: most resident memory; the JVM", "MB", 1_000_000);
    private final Comparison responder =
            Comparison.more("1 KB page: nginx on this machine's sockets", "requests/s", 1);
    private final Comparison into =
            Comparison.more("TCP in: the JVM on the loopback", "MB/s", 1_000_000);
    private final Comparison outOf =
            Comparison.more("TCP out: the JVM on the loopback", "MB/s", 1_000_000);

    private ProcessBenchmark() {}

    /// Makes what it takes, and measures in a network namespace of its own.
    ///
    /// @return the exit status
    static int run(int rounds) throws IOException, InterruptedException {
        GuestNetwork.needPrivilege();
        Tools.need(PROGRAMS);
        GuestParts.jar(
                SERVICES,
                Tools.file("benchmarks/target/run"),
                Services.class.getName(),
                "dev/morgana/benchmarks/guest");
        for (String application : List.of(HELLO, WEB, SERVICES.toString())) {
            Tools.process(application);
        }
        Nginx.configure();
        return GuestNetwork.enter(List.of(INSIDE, String.valueOf(rounds)));
    }

    /// Measures; nothing but this program may use the network that it is in. Prints a table.
    static void measure(int rounds) throws IOException, InterruptedException {
        GuestNetwork.create();
        Contender.moveAside();
        new ProcessBenchmark().compare(rounds);
    }

    private void compare(int rounds) throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            Tools.progress("round " + round + " of " + rounds);
            starts();
            load(OURS, image(WEB), Place.TAP);
            load(THEIRS, jvm(WEB), Place.HOST);
            responder();
            bulk(OURS, image(SERVICES.toString()), Place.TAP);
            bulk(THEIRS, services(), Place.HOST);
        }
        var table =
                new Table(
                        "minimum, median, maximum of %d rounds, of %d starts"
                                .formatted(rounds, rounds * STARTS),
                        OURS,
                        THEIRS,
                        "times");
        var rows =
                List.of(hello, start, web, webWork, page, pageWork, memory, responder, into, outOf);
        for (Comparison row : rows) {
            table.row(row.title(), row.cell(OURS), row.cell(THEIRS), row.ratio(OURS, THEIRS));
        }
        System.out.print(table);
    }

    private void starts() throws IOException, InterruptedException {
        for (int i = 0; i < STARTS; i++) {
            hello.add(OURS, Contender.firstByte(List.of(Tools.processFile(HELLO).toString())));
            hello.add(THEIRS, Contender.firstByte(jvm(HELLO)));
            start.add(OURS, Contender.firstAnswer(image(WEB), Place.TAP));
            start.add(THEIRS, Contender.firstAnswer(jvm(WEB), Place.HOST));
        }
    }

    private void load(String kind, List<String> command, Place place)
            throws IOException, InterruptedException {
        try (Contender server = Contender.start(command)) {
            server.awaitListening();
            load(kind, place.url(), web, webWork);
            load(kind, place.url(PAGE), page, pageWork);
            memory.add(kind, server.residentMemory());
        }
    }

    /// Where the client's core is busier than the server's, the rate is the client's, and only the work says what the server could do.
    private static void load(String kind, String url, Comparison rates, Comparison works)
            throws IOException, InterruptedException {
        Wrk.rate(url, WARM_UP_SECONDS);
        long begun = Core.busyNanos(Contender.CORE);
        long rate = Wrk.rate(url, SECONDS);
        rates.add(kind, rate);
        works.add(kind, (Core.busyNanos(Contender.CORE) - begun) / (rate * SECONDS));
    }

    private void responder() throws IOException, InterruptedException {
        try (Contender server = Contender.start(image(SERVICES.toString()))) {
            server.awaitListening();
            Wrk.rate(Place.TAP.url(), 1);
            responder.add(OURS, Wrk.rate(Place.TAP.url(), SECONDS));
        }
        try (Contender _ = Contender.start(Nginx.command())) {
            Nginx.awaitAnswer();
            Wrk.rate(Nginx.URL, 1);
            responder.add(THEIRS, Wrk.rate(Nginx.URL, SECONDS));
        }
    }

    private void bulk(String kind, List<String> command, Place place)
            throws IOException, InterruptedException {
        try (Contender server = Contender.start(command)) {
            server.awaitListening();
            Bandwidth.into(place.address(), BULK_MEGABYTES / 4);
            into.add(kind, Bandwidth.into(place.address(), BULK_MEGABYTES));
            Bandwidth.outOf(place.address(), BULK_MEGABYTES / 4);
            outOf.add(kind, Bandwidth.outOf(place.address(), BULK_MEGABYTES));
        }
    }

    private static List<String> image(String application) {
        return List.of(
                Tools.processFile(application).toString(),
                "machine.memory=" + MEMORY,
                "machine.net=tap:" + GuestNetwork.TAP,
                "machine.mac=" + GuestNetwork.GUEST_MAC,
                "net.ipv4=" + GuestNetwork.GUEST + "/24");
    }

    private static List<String> jvm(String example) {
        String name = example.substring(example.indexOf('/') + 1);
        String classes = Tools.file(example + "/target/classes").toString();
        return java(classes, "dev.morgana.examples." + name + ".Main");
    }

    private static List<String> services() {
        return java(SERVICES.toString(), Services.class.getName());
    }

    private static List<String> java(String classPath, String main) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ArrayList<>(List.of(java.toString(), "-Xmx64m", "-cp", classPath, main));
    }
}
