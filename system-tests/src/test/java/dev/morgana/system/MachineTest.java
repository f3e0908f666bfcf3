package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Memory, clocks, random numbers and text, as the program in the image sees them.
@ParameterizedClass
@EnumSource
record MachineTest(Where where) {
    @Test
    void stackOverflowIsCaught() throws Exception {
        where.probe("stack-overflow")
                .assertStatus(0)
                .assertOut("caught java.lang.StackOverflowError\n");
    }

    @Test
    void outOfMemoryIsCaughtAndTheMachineGoesOn() throws Exception {
        Transcript ended = where.probe("out-of-memory", "256").assertStatus(0);
        List<String> lines = ended.out().lines().toList();
        assertEquals(2, lines.size(), ended::toString);
        for (String line : lines) {
            assertTrue(
                    line.matches("round [12]: java.lang.OutOfMemoryError after \\d+ blocks"),
                    ended::toString);
        }
    }

    @Test
    void garbageIsCollected() throws Exception {
        where.probe("churn", "512").assertStatus(0).assertOutContains("churned 512 MB, sum ");
    }

    @Test
    void moreMemoryIsMoreHeap() throws Exception {
        assertTrue(heap("128M") > heap("64M"));
    }

    private long heap(String memory) throws Exception {
        Transcript ended =
                where.probe(List.of("--net", "none", "--memory", memory), "memory").assertStatus(0);
        return Long.parseLong(ended.out().strip().substring("maximum ".length()));
    }

    @Test
    void arraysAreMadeAndCopiedAsElementByElement() throws Exception {
        where.probe("arrays", String.valueOf(System.nanoTime()))
                .assertStatus(0)
                .assertOut("20000 copies\n");
    }

    @Test
    void clocksAgreeWithTheHost() throws Exception {
        long before = System.currentTimeMillis();
        Transcript ended = where.probe("clocks").assertStatus(0);
        long after = System.currentTimeMillis();
        ended.assertOutContains("slept enough: true, wall clock too: true\n");
        ended.assertOutContains("2026-07-01T10:00:00Z Wed, 1 Jul 2026 12:00:00 +0200\n");
        Matcher millis = Pattern.compile("epoch millis (\\d+)").matcher(ended.out());
        assertTrue(millis.find(), ended::toString);
        long guest = Long.parseLong(millis.group(1));
        assertTrue(
                guest >= before - 2000 && guest <= after + 2000,
                () -> before + " <= " + guest + " <= " + after);
    }

    @Test
    void randomNumbersDifferFromBootToBoot() throws Exception {
        Transcript one = where.probe("random").assertStatus(0);
        Transcript other = where.probe("random").assertStatus(0);
        String[] first = one.out().split(" ", -1);
        String[] second = other.out().split(" ", -1);
        assertNotEquals(first[0], second[0]);
        assertNotEquals(first[1], second[1]);
    }

    @Test
    void textIsTheJdksOwn() throws Exception {
        where.probe("text")
                .assertStatus(0)
                .assertOut(
                        "0003.142|ab    |1,234,567|ff\nGRÜSSE, 世界, 🌍\na#b#c 4\nžluťoučký kůň\n");
    }

    @Test
    void theProcessorsExceptionsAreJavas() throws Exception {
        String expected =
                List.of(
                                "ClassCastException",
                                "ArrayIndexOutOfBoundsException",
                                "ArithmeticException",
                                "NegativeArraySizeException",
                                "NullPointerException")
                        .stream()
                        .map(name -> "java.lang." + name + " in lambda\\$exceptions\\$\\d+\n")
                        .reduce("", String::concat);
        Transcript ended = where.probe("exceptions").assertStatus(0);
        assertTrue(ended.out().matches(expected), ended::toString);
    }

    @Test
    void resourcesAreEmbedded() throws Exception {
        where.probe("resource", "note.txt", "no-such.txt")
                .assertStatus(0)
                .assertOut("a resource of the class path: žluťoučký kůň\nnone: no-such.txt\n");
    }
}
