package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One program on every target, with the same answers.
final class TargetsTest {
    private static final String WEB = "examples/web";
    private static final List<String> PATHS = List.of("/", "/icon.svg", "/nothing-here");
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
            for (String path : PATHS) {
                answers.add(get(linux, (own ? OWN_ADDRESS : "127.0.0.1") + ":8080" + path));
            }
            session.signal("TERM");
            session.end().assertStatus(143);
            return answers;
        }
    }

    /// What curl gets: body, status and type.
    private static String get(Namespace linux, String place) throws Exception {
        return linux.run(
                "curl",
                "--silent",
                "--show-error",
                "--max-time",
                "60",
                "--write-out",
                "\n%{http_code} %{content_type}",
                "http://" + place);
    }
}
