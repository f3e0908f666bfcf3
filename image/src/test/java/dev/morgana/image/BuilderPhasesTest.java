package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuilderPhasesTest {
    private final List<String> names = new ArrayList<>();
    private final List<Integer> percents = new ArrayList<>();

    private final BuilderPhases phases =
            new BuilderPhases((phase, percent) -> {
                names.add(phase);
                percents.add(percent);
            });

    @Test
    void aPhaseThatIsAnnouncedIsOver() {
        phases.line("========");
        phases.line("[1/8] Initializing...                    (4.4s @ 0.19GB)");
        phases.line(" Java version: 25.0.3+9-LTS");
        phases.line("[2/8] Performing analysis...  [******]  (18.2s @ 0.39GB)");
        phases.line("[6/8] Compiling methods...    [****]    (15.1s @ 0.62GB)");
        assertEquals(
                List.of(
                        "finding what the program reaches",
                        "preparing the classes",
                        "laying out the code"),
                names);
    }

    @Test
    void theBuildGoesForwardOnly() {
        for (int phase = 1; phase <= 8; phase++) {
            phases.line("[" + phase + "/8] Something...");
        }
        assertEquals(percents.stream().sorted().toList(), percents);
        assertTrue(percents.getLast() < 100);
    }
}
