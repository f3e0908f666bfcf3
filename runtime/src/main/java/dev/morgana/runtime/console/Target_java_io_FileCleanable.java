package dev.morgana.runtime.console;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;

/// Closes the descriptors of unreachable streams; as no file can be opened, there is none to close.
@TargetClass(className = "java.io.FileCleanable")
final class Target_java_io_FileCleanable {
    @Substitute
    static void cleanupClose0(int number, long handle) throws IOException {}
}
