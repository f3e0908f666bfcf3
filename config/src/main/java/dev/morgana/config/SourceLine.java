package dev.morgana.config;

/// A line of a configuration class, for messages: `WebMachine.java:17`.
///
/// @param file the name of the source file, or of the class where the file is unknown
/// @param line counted from 1, or 0 where unknown
public record SourceLine(String file, int line) {
    private static final SourceLine UNKNOWN = new SourceLine("the configuration", 0);
    private static final String OURS = Configuration.class.getPackageName() + ".";

    /// The line that called into this package.
    static SourceLine ofCaller() {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.filter(frame -> !isOurs(frame.getClassName()))
                                .findFirst()
                                .map(SourceLine::of)
                                .orElse(UNKNOWN));
    }

    private static boolean isOurs(String className) {
        return className.startsWith(OURS) && className.indexOf('.', OURS.length()) < 0;
    }

    private static SourceLine of(StackWalker.StackFrame frame) {
        String file = frame.getFileName() == null ? frame.getClassName() : frame.getFileName();
        return new SourceLine(file, Math.max(0, frame.getLineNumber()));
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
