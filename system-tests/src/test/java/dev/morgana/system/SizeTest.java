package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The images of the examples keep to the table in `docs/sizes.md`.
final class SizeTest {
    /// An image that is smaller than this part of its budget has outgrown the table, which then says nothing.
    private static final double LEAST = 0.9;

    private static String memory(String example) throws IOException {
        return Budget.of("examples/" + example).orElseThrow().memory();
    }

    /// The build of one that is larger has already failed ([Where#build]).
    @ParameterizedTest
    @MethodSource("dev.morgana.system.Budget#all")
    void isWithinItsBudget(Budget budget) throws Exception {
        long bytes = bytes(budget.example());
        assertTrue(bytes <= budget.most(), () -> bytes + " bytes; " + budget);
        assertTrue(bytes >= budget.bytes() * LEAST, () -> "only " + bytes + " bytes; " + budget);
    }

    /// What the project promises, without tolerance.
    @ParameterizedTest
    @CsvSource({"hello, 4700000", "web, 7500000"})
    void isAsSmallAsPromised(String example, long most) throws Exception {
        long bytes = bytes(example);
        assertTrue(bytes <= most, () -> bytes + " bytes");
    }

    /// The files are written even so, for `morgana inspect`.
    @Test
    void anImageBeyondItsBudgetFailsTheBuild(@TempDir Path directory) throws Exception {
        long bytes = bytes("hello");
        Path file = directory.resolve("hello.elf");
        Transcript ended =
                Morgana.run("build", "examples/hello", "-o", file.toString(), "--max-size", "1M");
        ended.assertStatus(126)
                .assertErrContains(
                        "morgana: %1$s has %2$,d bytes, %3$,d more than the %4$,d allowed. To see what they are: morgana inspect %1$s --treemap bytes.html, then morgana why %1$s CLASS\n"
                                .formatted(file, bytes, bytes - (1 << 20), 1 << 20));
        assertTrue(ended.isTheTools(), ended::toString);
        assertEquals(bytes, Files.size(file));
    }

    private static long bytes(String example) throws Exception {
        String application = "examples/" + example;
        Morgana.build(application);
        return Files.size(Morgana.image(application));
    }

    @Test
    void allExamplesHaveABudget() throws IOException {
        Set<String> examples = new TreeSet<>();
        try (var folders = Files.newDirectoryStream(Morgana.ROOT.resolve("examples"))) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve("pom.xml"))) {
                    examples.add(folder.getFileName().toString());
                }
            }
        }
        assertEquals(
                examples,
                Budget.all().stream()
                        .map(Budget::example)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void helloRunsInItsMemory() throws Exception {
        Morgana.run("run", "examples/hello", "--memory", memory("hello"))
                .assertStatus(0)
                .assertOut("hello, world\n");
    }

    @Test
    void webAnswersInItsMemory() throws Exception {
        Morgana.build("examples/web");
        int port = Host.freePort();
        try (Session session =
                        Morgana.start(
                                "run",
                                "examples/web",
                                "--memory",
                                memory("web"),
                                "-p",
                                port + ":8080");
                HttpClient client = Client.http()) {
            session.awaitOut("listening on port 8080\n");
            for (int request = 0; request < 1000; request++) {
                Client.Page page = Client.page(client, port);
                assertEquals(200, page.status());
                assertTrue(page.body().contains("</html>"), page::body);
            }
            session.signal("INT").end().assertStatus(130);
        }
    }
}
