package dev.morgana.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Why an image could not be built. The message says what is wrong, where, and what to do.
public abstract sealed class ImageException extends RuntimeException {
    ImageException(String message) {
        super(message);
    }

    /// The program can reach native methods of the JDK that nobody implements.
    public static final class NativesMissing extends ImageException {
        /// The methods, each with a path of calls that reaches it.
        public final transient List<NativeMethod> methods;

        NativesMissing(List<NativeMethod> methods) {
            super(message(methods));
            this.methods = List.copyOf(methods);
        }

        private static final int NEAREST = 6;
        private static final int FIRST = 3;

        private static String message(List<NativeMethod> methods) {
            var text = new StringBuilder();
            text.append("the program can reach ")
                    .append(
                            methods.size() == 1
                                    ? "a native method"
                                    : methods.size() + " native methods")
                    .append(" of the JDK that Morgana does not implement:\n");
            for (var method : methods) {
                text.append("  ").append(method.name()).append('\n');
                shortened(method.callPath())
                        .forEach(call -> text.append("    ").append(call).append('\n'));
            }
            return text.append(
                            "Avoid the calls, or build with --allow-missing-natives: then each throws UnsatisfiedLinkError when called.")
                    .toString();
        }

        /// The calls nearest to the method, and where the path begins.
        private static List<String> shortened(List<String> path) {
            var lines = new ArrayList<String>();
            for (int at = 0; at < path.size(); at++) {
                if (at < NEAREST || at >= path.size() - FIRST) {
                    lines.add("called by " + path.get(at));
                } else if (at == NEAREST) {
                    lines.add("... %d more calls".formatted(path.size() - NEAREST - FIRST));
                }
            }
            return lines;
        }
    }

    /// The compiled program wants C functions that the machine layer does not have.
    public static final class SymbolsMissing extends ImageException {
        /// The names of the functions.
        public final transient List<String> names;

        SymbolsMissing(List<String> names) {
            super(
                    "the compiled program wants C functions that the machine layer does not have: "
                            + String.join(", ", names)
                            + "\nThis is a gap in Morgana: please report it with the program that shows it.");
            this.names = List.copyOf(names);
        }
    }

    /// A command of the tool chain failed.
    public static final class ToolFailed extends ImageException {
        ToolFailed(String command, String output) {
            super(command + " failed:\n" + output);
        }
    }

    /// The image builder failed.
    public static final class BuilderFailed extends ImageException {
        BuilderFailed(String excerpt, Path log) {
            super("the image builder failed:\n" + excerpt.indent(2) + "The whole log: " + log);
        }
    }

    /// The image is larger than the user allows.
    public static final class TooLarge extends ImageException {
        /// @param file the image
        /// @param bytes its size
        /// @param allowed the size that it may have
        public TooLarge(Path file, long bytes, long allowed) {
            super(
                    "%s has %,d bytes, %,d more than the %,d allowed. To see what they are: morgana inspect %s --treemap bytes.html, then morgana why %s CLASS"
                            .formatted(file, bytes, bytes - allowed, allowed, file, file));
        }
    }
}
