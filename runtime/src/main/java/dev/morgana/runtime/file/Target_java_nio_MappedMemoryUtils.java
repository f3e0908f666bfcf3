package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;

/// What is mapped is in memory, and nowhere else.
@TargetClass(className = "java.nio.MappedMemoryUtils")
final class Target_java_nio_MappedMemoryUtils {
    @Substitute
    static void registerNatives() {}

    @Substitute
    static boolean isLoaded0(long address, long length, long pages) {
        return true;
    }

    @Substitute
    static void load0(long address, long length) {}

    @Substitute
    static void unload0(long address, long length) {}

    @Substitute
    static void force0(FileDescriptor descriptor, long address, long length) {}
}
