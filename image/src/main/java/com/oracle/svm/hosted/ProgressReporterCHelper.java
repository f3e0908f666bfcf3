package com.oracle.svm.hosted;

/// Stands in for the image builder's class of the same name, which asks a shared library for the terminal's
/// width and the peak of memory. That library is part of a GraalVM, and the builder runs on any JDK here.
public final class ProgressReporterCHelper {
    static final int MAX_CHARACTERS_PER_LINE = 120;
    private static final int COLUMNS = 100;
    private static final long UNKNOWN = -1;

    private ProgressReporterCHelper() {}

    /// The columns of the report, within the builder's limits.
    ///
    /// @return a fixed width: the report goes to a log file
    public static int getTerminalWindowColumnsClamped() {
        return COLUMNS;
    }

    /// The columns of the terminal.
    ///
    /// @return a fixed width: the report goes to a log file
    public static int getTerminalWindowColumns() {
        return COLUMNS;
    }

    /// The peak of the builder's resident memory in bytes.
    ///
    /// @return -1, which the report reads as unknown
    public static long getPeakRSS() {
        return UNKNOWN;
    }
}
