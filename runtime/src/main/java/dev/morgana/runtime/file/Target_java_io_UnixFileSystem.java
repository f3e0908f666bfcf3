package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.storage.FileException;
import dev.morgana.storage.FileStatus;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What `java.io.File` asks and changes.
@TargetClass(className = "java.io.UnixFileSystem")
final class Target_java_io_UnixFileSystem {

    @Substitute
    String canonicalize0(String path) throws IOException {
        try {
            return Tree.canonical(path);
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }

    @Substitute
    int getBooleanAttributes0(File file) {
        return FileQuestions.attributes(file);
    }

    @Substitute
    boolean checkAccess0(File file, int access) {
        return FileQuestions.done(() -> Tree.checkAccess(file.getPath(), access));
    }

    @Substitute
    long getLastModifiedTime0(File file) {
        return FileQuestions.modified(file);
    }

    @Substitute
    long getLength0(File file) {
        FileStatus status = FileQuestions.status(file);
        return status == null ? 0 : status.size();
    }

    @Substitute
    boolean setPermission0(File file, int access, boolean enable, boolean ownerOnly) {
        int bits = ownerOnly ? access << UnixNumbers.OWNER_SHIFT : access * UnixNumbers.EVERYBODY;
        return FileQuestions.setPermissions(
                file, before -> enable ? before | bits : before & ~bits);
    }

    @Substitute
    boolean createFileExclusively0(String path) throws IOException {
        try {
            return FileQuestions.create(path);
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }

    @Substitute
    boolean delete0(File file) {
        return FileQuestions.delete(file);
    }

    @Substitute
    String @Nullable [] list0(File file) {
        return FileQuestions.names(file);
    }

    @Substitute
    boolean createDirectory0(File file) {
        return FileQuestions.makeDirectory(file);
    }

    @Substitute
    boolean rename0(File from, File to) {
        return FileQuestions.rename(from, to);
    }

    @Substitute
    boolean setLastModifiedTime0(File file, long time) {
        return FileQuestions.setModified(file, time);
    }

    @Substitute
    boolean setReadOnly0(File file) {
        return FileQuestions.setPermissions(file, before -> before & ~UnixNumbers.WRITE_BITS);
    }

    @Substitute
    long getSpace0(File file, int kind) {
        return FileQuestions.space(file, kind);
    }

    @Substitute
    long getNameMax0(String path) {
        return UnixNumbers.LONGEST_NAME;
    }
}
