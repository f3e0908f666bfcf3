package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.storage.FileException;
import java.io.IOException;

/// Closes the descriptors of unreachable streams.
@TargetClass(className = "java.io.FileCleanable")
final class Target_java_io_FileCleanable {
    @Substitute
    static void cleanupClose0(int number, long handle) throws IOException {
        if (number >= OpenFiles.FIRST) {
            try {
                OpenFiles.close(number);
            } catch (FileException e) {
                throw FileStreams.failed(e);
            }
        }
    }
}
