package dev.morgana.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Terminal terminal(boolean rewriting) {
        return new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), rewriting);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8).replaceAll("\\(\\d+ s\\)", "(t)");
    }

    @Test
    void eachPhaseIsALineInALog() {
        var terminal = terminal(false);
        terminal.progress("compiling", 10);
        terminal.progress("compiling", 20);
        terminal.progress("linking", 97);
        terminal.say("one\ntwo");
        assertEquals(
                "morgana: [ 10 %] compiling (t)\nmorgana: [ 97 %] linking (t)\nmorgana: one\nmorgana: two\n",
                text());
    }

    @Test
    void oneLineIsRewrittenWhereSomebodyLooks() {
        var terminal = terminal(true);
        terminal.progress("compiling", 10);
        terminal.progress("compiling", 20);
        terminal.say("done");
        assertEquals(
                "\r\033[K[ 10 %] compiling (t)\r\033[K[ 20 %] compiling (t)\r\033[Kmorgana: done\n",
                text());
    }

    @Test
    void theProgramsBytesPassUnchanged() {
        var terminal = terminal(false);
        terminal.error(new byte[] {'a', (byte) 0xff, 'b', 'x'}, 3);
        assertEquals("a\ufffdb", text());
    }
}
