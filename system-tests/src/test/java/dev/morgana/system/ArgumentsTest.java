package dev.morgana.system;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Arguments, environment and properties arrive exactly as they were given.
@ParameterizedClass
@EnumSource
record ArgumentsTest(Where where) {
    @Test
    void argumentsArriveExactly() throws Exception {
        assertArrive(
                List.of(
                        "plain",
                        "two words",
                        " leading and trailing ",
                        "",
                        "'single'",
                        "\"double\"",
                        "back\\slash",
                        "--",
                        "-p",
                        "--help",
                        "%",
                        "%20",
                        "a=b",
                        "$HOME",
                        "*",
                        "&;|<>`",
                        "#",
                        "~"));
    }

    @Test
    void argumentsMayHoldAnyText() throws Exception {
        assertArrive(
                List.of(
                        "grüße",
                        "世界",
                        "🌍",
                        "tab\tand\nnewline",
                        "\u0001\u007f",
                        "e\u0301",
                        "a".repeat(200)));
    }

    @Test
    void theLocaleOfTheToolDoesNotMatter() throws Exception {
        String[] words =
                where.words(Morgana.PROBE, List.of("--net", "none", "--", "arguments", "grüße"))
                        .toArray(String[]::new);
        try (Session session = Morgana.start(Map.of("LC_ALL", "C"), words)) {
            session.end().assertStatus(0).assertOut("5 6772c3bcc39f65\n1 arguments\n");
        }
    }

    @Test
    void emptyArgumentsKeepTheirPlaces() throws Exception {
        assertArrive(List.of("", "", "x", ""));
    }

    @Test
    void manyArguments() throws Exception {
        assertArrive(IntStream.range(0, 100).mapToObj(i -> "argument" + i).toList());
    }

    @Test
    void noArguments() throws Exception {
        where.probe().assertStatus(2).assertOut("").assertErrContains("checks: ");
    }

    @Test
    void environmentIsWhatWasGiven() throws Exception {
        where.probe(
                        List.of(
                                "--net",
                                "none",
                                "--env",
                                "A=1",
                                "--env",
                                "SENTENCE=two words = \"more\" %41",
                                "--env",
                                "EMPTY="),
                        "environment",
                        "A",
                        "SENTENCE",
                        "EMPTY",
                        "PATH")
                .assertStatus(0)
                .assertOut("A=1\nSENTENCE=two words = \"more\" %41\nEMPTY=\nPATH=null\n");
    }

    @Test
    void propertiesAreWhatWasGiven() throws Exception {
        where.probe(
                        List.of("--net", "none", "-D", "a.b=c d", "-D", "word=grüße"),
                        "properties",
                        "a.b",
                        "word",
                        "no.such")
                .assertStatus(0)
                .assertOut("a.b=c d\nword=grüße\nno.such=null\n");
    }

    private void assertArrive(List<String> words) throws Exception {
        String expected =
                words.stream()
                        .map(word ->
                                word.length()
                                        + " "
                                        + HexFormat.of()
                                                .formatHex(word.getBytes(StandardCharsets.UTF_8))
                                        + "\n")
                        .collect(Collectors.joining());
        where.probe(Stream.concat(Stream.of("arguments"), words.stream()).toArray(String[]::new))
                .assertStatus(0)
                .assertOut(expected + words.size() + " arguments\n");
    }
}
