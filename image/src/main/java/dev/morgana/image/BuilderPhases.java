package dev.morgana.image;

import java.util.Map;
import java.util.regex.Pattern;

/// Reads the builder's own announcements (`[2/8] Performing analysis...`) and says how far the build is.
final class BuilderPhases {
    private static final Pattern PHASE = Pattern.compile("\\[(\\d)/8] .*");

    private record Phase(String name, int percent) {}

    /// What is announced at the start of each phase, and the part of a build's time that has usually passed by then.
    private static final Map<Integer, Phase> PHASES =
            Map.of(
                    1, new Phase("starting the compiler", 4),
                    2, new Phase("finding what the program reaches", 14),
                    3, new Phase("preparing the classes", 52),
                    4, new Phase("reading the methods", 57),
                    5, new Phase("inlining", 61),
                    6, new Phase("compiling", 65),
                    7, new Phase("laying out the code", 93),
                    8, new Phase("writing the object", 95));

    private final BuildListener listener;

    BuilderPhases(BuildListener listener) {
        this.listener = listener;
    }

    /// Takes one line of the builder's output.
    void line(String line) {
        var match = PHASE.matcher(line);
        if (match.matches()) {
            // A phase is announced when its line is complete, that is at its end for all but the
            // first: the next one is running.
            int number = Integer.parseInt(match.group(1));
            var phase = PHASES.get(Math.min(number + 1, 8));
            if (phase != null) {
                listener.progress(phase.name(), phase.percent());
            }
        }
    }
}
