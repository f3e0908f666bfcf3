package dev.morgana.runtime.console;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// There is no interactive terminal, so `System.console()` is null.
@TargetClass(java.io.Console.class)
final class Target_java_io_Console {
    /// Bit 0: input is a terminal; bit 1: output is one.
    @Substitute
    static int ttyStatus() {
        return 0;
    }
}
