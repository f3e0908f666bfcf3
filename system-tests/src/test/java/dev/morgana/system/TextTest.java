package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a program prints does not depend on what its image was reduced by: a JVM prints the same. `FloorTest` shows that of the probe, which formats text itself.
final class TextTest {
    /// For the configuration class of a program, which is compiled with it.
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /// The beginning of an entry of the JDK's log.
    private static final String TIME = "[A-Z][a-z]{2} \\d\\d, \\d{4} \\d{1,2}:\\d\\d:\\d\\d [AP]M ";

    /// All reductions that there are.
    private static final String EVERYTHING =
            "formatter dates logging log-messages collation random indices";

    @Test
    void theJdksOwnMessagesAreTheSameInAReducedImage() throws Exception {
        Path image = compare("Messages");
        assertReduced(image, "formatter dates logging collation random indices");
    }

    /// Its configuration class gives it another locale and another time zone than the usual ones.
    @Test
    void aProgramThatFormatsTextHasAllOfIt() throws Exception {
        Path image =
                compare(
                        "Formats",
                        "-Duser.language=de",
                        "-Duser.country=AT",
                        "-Duser.extensions=u-fw-sun",
                        "-Duser.timezone=Europe/Vienna");
        assertReduced(image, "random indices");
    }

    @Test
    void theProbeHasAllOfItToo() throws Exception {
        Morgana.build(Morgana.PROBE);
        assertReduced(Morgana.image(Morgana.PROBE), "logging random indices");
    }

    /// Built as users' images are, of programs that format nothing themselves.
    @ParameterizedTest
    @ValueSource(strings = {"hello", "crash"})
    void anExamplePrintsTheSame(String example) throws Exception {
        String application = "examples/" + example;
        Transcript image = Where.PROCESS.run(application);
        Transcript jvm = HostJvm.run(main(example)).assertStatus(image.status());
        assertEquals(jvm.out(), image.out());
        assertEquals(errors(jvm), errors(image));
        assertReduced(Where.PROCESS.image(application), EVERYTHING);
    }

    /// Two entries of the server's making. The JVM is killed, since it would log its end, too.
    @Test
    void theJdksOwnLogIsTheSame() throws Exception {
        List<String> options = List.of("--net", "none", "--boot", "log.level=debug", "--", "0");
        String logged = log(Where.PROCESS.start("examples/web", options), "TERM");
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--limit-modules",
                                "java.base,jdk.httpserver",
                                "-Djava.net.preferIPv4Stack=true",
                                "-Djdk.system.logger.level=DEBUG"));
        words.addAll(main("web"));
        words.add("0");
        String expected = log(HostJvm.start(words), "KILL");
        assertTrue(expected.contains("\nDEBUG: context created: /\n"), expected);
        assertEquals(expected, logged);
        assertReduced(Where.PROCESS.image("examples/web"), EVERYTHING);
    }

    private static List<String> main(String example) {
        return List.of(
                "-cp",
                HostJvm.classes("examples/" + example),
                "dev.morgana.examples." + example + ".Main");
    }

    /// What the web example logs until a signal ends it.
    private static String log(Session server, String signal)
            throws IOException, InterruptedException {
        try (server) {
            return errors(server.awaitOut("listening on port").signal(signal).end());
        }
    }

    /// Runs a program on the JVM of this host, with `options`, and as an image, and compares them line by line.
    ///
    /// @return the image
    private static Path compare(String program, String... options)
            throws IOException, InterruptedException {
        String source = "system-tests/programs/" + program + ".java";
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("-cp", CLASS_PATH, Morgana.ROOT.resolve(source).toString()));
        Transcript jvm = HostJvm.run(words).assertStatus(0);
        Transcript image = Where.QEMU.run(source).assertStatus(0);
        List<String> expected = jvm.out().lines().toList();
        List<String> printed = image.out().lines().toList();
        for (int line = 0; line < expected.size(); line++) {
            assertEquals(expected.get(line), line < printed.size() ? printed.get(line) : "nothing");
        }
        assertEquals(expected.size(), printed.size());
        assertEquals(errors(jvm), errors(image));
        return Where.QEMU.image(source);
    }

    /// What it has printed on standard error, without the tool's own lines, times, and the frames of stack traces that are not the program's.
    private static String errors(Transcript ended) {
        return ended.err()
                .lines()
                .filter(line -> !line.startsWith("morgana: "))
                .filter(line ->
                        !line.startsWith("\t")
                                || line.matches("\tat (dev.morgana.examples.|Messages).*"))
                .map(line -> line.replaceAll("^" + TIME, "TIME ") + "\n")
                .collect(Collectors.joining());
    }

    /// @param reductions those that the image has, of which the others were prevented
    private static void assertReduced(Path image, String reductions) throws Exception {
        Transcript told = Morgana.run("inspect", image.toString()).assertStatus(0);
        assertEquals(
                reductions,
                told.out()
                        .lines()
                        .filter(line -> line.startsWith("reduced: "))
                        .map(line -> line.split(" ", 3)[1])
                        .collect(Collectors.joining(" ")));
    }
}
