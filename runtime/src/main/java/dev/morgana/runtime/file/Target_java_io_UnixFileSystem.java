package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What `java.io.File` asks: the root directory exists, and nothing can be changed.
@TargetClass(className = "java.io.UnixFileSystem")
final class Target_java_io_UnixFileSystem {
    @Substitute
    String canonicalize0(String path) throws IOException {
        return CanonicalPath.of(path);
    }

    @Substitute
    int getBooleanAttributes0(File file) {
        return NoFiles.isRoot(file.getPath()) ? RootDirectory.EXISTS_AS_DIRECTORY : 0;
    }

    @Substitute
    boolean checkAccess0(File file, int access) {
        return NoFiles.isRoot(file.getPath()) && (access & RootDirectory.WRITE) == 0;
    }

    @Substitute
    long getLastModifiedTime0(File file) {
        return 0;
    }

    @Substitute
    long getLength0(File file) {
        return 0;
    }

    @Substitute
    boolean setPermission0(File file, int access, boolean enable, boolean ownerOnly) {
        return false;
    }

    @Substitute
    boolean createFileExclusively0(String path) throws IOException {
        throw NoFiles.readOnly();
    }

    @Substitute
    boolean delete0(File file) {
        return false;
    }

    @Substitute
    String @Nullable [] list0(File file) {
        return NoFiles.isRoot(file.getPath()) ? new String[0] : null;
    }

    @Substitute
    boolean createDirectory0(File file) {
        return false;
    }

    @Substitute
    boolean rename0(File from, File to) {
        return false;
    }

    @Substitute
    boolean setLastModifiedTime0(File file, long time) {
        return false;
    }

    @Substitute
    boolean setReadOnly0(File file) {
        return false;
    }

    @Substitute
    long getSpace0(File file, int kind) {
        return 0;
    }

    @Substitute
    long getNameMax0(String path) {
        return RootDirectory.LONGEST_NAME;
    }
}
