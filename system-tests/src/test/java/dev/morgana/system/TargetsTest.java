package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One program on every target, with the same answers.
final class TargetsTest {
    private static final String WEB = "examples/web";
    private static final String QEMU = "qemu-system-x86_64";

    /// What curl asks for: words of its command line, of which the last is the path.
    private static final List<List<String>> QUESTIONS =
            List.of(
                    List.of("/"),
                    List.of("/icon.svg"),
                    List.of("/nothing-here"),
                    List.of("--data-binary", "@../docs/sbom.json", "/upload"),
                    List.of("/download/sha256?bytes=100000"));

    private static final String OWN_ADDRESS = "10.1.0.1";

    @Test
    @DisplayName(
            "the web example answers alike on the JVM, with Morgana's network, as a process and in two kinds of machine")
    void sameAnswers() throws Exception {
        try (Namespace linux = Namespace.create("curl")) {
            linux.addTap("tap0");
            List<String> expected = answers(linux, "jvm", "host");
            assertTrue(expected.getFirst().contains("200 text/html"), expected.getFirst());
            for (String target : List.of("jvm", "process", "qemu", "q35")) {
                assertEquals(expected, answers(linux, target, "tap:tap0"), target);
            }
        }
    }

    /// The network of the host, which no image has, makes the tool say where it would run one. Without `apt-get` it installs nothing.
    @Test
    void withoutQemuTheUsualTargetIsAProcess() throws Exception {
        Host.program(QEMU);
        assertUsual("qemu", System.getenv("PATH"));
        Path commands = Morgana.ROOT.resolve("system-tests/target/without-qemu");
        Host.linkCommands(commands, Set.of(QEMU, "apt-get"));
        assertUsual("process", commands.toString());
    }

    private static void assertUsual(String target, String path) throws Exception {
        String tool = Morgana.ROOT.resolve("morgana").toString();
        String program = Morgana.ROOT.resolve("examples/hello").toString();
        Host.run("", "env", List.of("PATH=" + path, tool, "run", program, "--net", "host"))
                .assertStatus(64)
                .assertErrContains("--net host has no meaning with --target " + target + ":");
    }

    /// What the program answers on `target`; asked to end, it ends.
    private static List<String> answers(Namespace linux, String target, String network)
            throws Exception {
        List<String> words =
                new ArrayList<>(List.of("run", WEB, "--target", target, "--net", network));
        boolean own = !network.equals("host");
        if (own) {
            words.addAll(List.of("--boot", "net.ipv4=" + OWN_ADDRESS + "/24"));
        }
        try (Session session = linux.morgana(words)) {
            session.awaitOut("listening on port 8080\n");
            List<String> answers = new ArrayList<>();
            String place = "http://" + (own ? OWN_ADDRESS : "127.0.0.1") + ":8080";
            for (List<String> question : QUESTIONS) {
                answers.add(ask(linux, place, question));
            }
            assertEquals(answers.getLast().lines().findFirst(), downloaded(linux, place));
            session.signal("TERM");
            session.end().assertStatus(143);
            return answers;
        }
    }

    /// What curl gets: body, status and type.
    private static String ask(Namespace linux, String place, List<String> question)
            throws Exception {
        List<String> words =
                new ArrayList<>(List.of("curl", "--silent", "--show-error", "--max-time", "60"));
        words.addAll(List.of("--write-out", "\n%{http_code} %{content_type}"));
        words.addAll(question);
        words.add(place + words.removeLast());
        return linux.run(words.toArray(String[]::new));
    }

    /// The SHA-256 of the bytes that a download brings.
    private static Optional<String> downloaded(Namespace linux, String place) throws Exception {
        String hash = "curl --silent --max-time 60 \"$0/download?bytes=100000\" | sha256sum";
        return Optional.of(linux.run("sh", "-c", hash, place).split(" ", 2)[0]);
    }
}
