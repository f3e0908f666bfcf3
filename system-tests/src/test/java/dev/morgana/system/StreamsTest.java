package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Standard input, output and error of a program in a machine or a process.
@ParameterizedClass
@EnumSource
record StreamsTest(Where where) {
    @Test
    void stdoutAndStderrStayApart() throws Exception {
        Transcript ended =
                where.probe("streams")
                        .assertStatus(0)
                        .assertOut("this is stdout\nno newline at the end of stdout");
        ended.assertErrContains("this is stderr\n").assertErrContains("nor of stderr");
    }

    @Test
    void noLineIsLost() throws Exception {
        String expected =
                IntStream.range(0, 5_000)
                        .mapToObj(i -> "line " + i + "\n")
                        .collect(Collectors.joining());
        where.probe("flood", "5000").assertStatus(0).assertOut(expected);
    }

    @Test
    void endOfFileIsEndOfFile() throws Exception {
        where.probe("lines").assertStatus(0).assertOut("ready\nend of file\n");
    }

    @Test
    void linesArriveAsTheyAreTyped() throws Exception {
        try (Session session = where.startProbe("lines")) {
            session.awaitOut("ready\n");
            type(session, "first\n").awaitOut("<first>\n");
            type(session, "grüße, ").awaitOut("<first>\n");
            type(session, "世界\n").awaitOut("<grüße, 世界>\n");
            type(session, "unfinished").endInput();
            session.end()
                    .assertStatus(0)
                    .assertOut("ready\n<first>\n<grüße, 世界>\n<unfinished>\nend of file\n");
        }
    }

    @Test
    void endOfFileStopsNothing() throws Exception {
        try (Session session = where.startProbe("hook")) {
            session.endInput().awaitOut("waiting\n").awaitErr(Session.REACHED);
            assertTrue(session.isAlive());
            session.signal("TERM").end().assertOutContains("hook ran\n");
        }
    }

    @Test
    void bytesPassUnchanged() throws Exception {
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        try (Session session = where.startProbe("echo")) {
            // As text, so that every byte sequence is valid and can be compared.
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            type(session, text).endInput();
            Transcript ended = session.end().assertStatus(0);
            ended.assertErrContains(
                    "end of file after " + text.getBytes(StandardCharsets.UTF_8).length + " bytes");
            assertEquals(text.length(), ended.out().length());
            assertTrue(text.equals(ended.out()), "the bytes differ");
        }
    }

    private static Session type(Session session, String text) throws Exception {
        session.in().write(text.getBytes(StandardCharsets.UTF_8));
        session.in().flush();
        return session;
    }
}
