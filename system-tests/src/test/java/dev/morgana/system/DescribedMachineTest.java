package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What a configuration class says reaches the program: arguments, memory, the log's level, boot keys of every type, and that there is neither card nor input.
@ParameterizedClass
@EnumSource
record DescribedMachineTest(Where where) {
    private static final String INSIDE = "system-tests/programs/Inside.java";

    @Test
    void isThatOfTheClass() throws Exception {
        Transcript ended = where.run(INSIDE).assertStatus(0);
        ended.assertOut(
                """
                arguments [first, two words]
                keys 1, none, false, WALK, 127.0.0.1
                input -1
                heap 20
                traced
                hello, myself
                """);
        ended.assertErrContains("warned");
        assertFalse(ended.err().contains("informed"), ended::toString);
    }

    @Test
    void takesBootKeysOfEveryTypeAndMoreArguments() throws Exception {
        Transcript ended =
                where.run(
                        INSIDE,
                        "--boot",
                        "count=-1",
                        "--boot",
                        "word=two = 2",
                        "--boot",
                        "fast=true",
                        "--boot",
                        "pace=RUN",
                        "--boot",
                        "peer=192.0.2.1",
                        "--boot",
                        "log.level=info",
                        "--",
                        "third");
        ended.assertStatus(0)
                .assertOutContains(
                        "arguments [first, two words, third]\nkeys -1, two = 2, true, RUN, 192.0.2.1\n");
        ended.assertErrContains("informed");
    }
}
