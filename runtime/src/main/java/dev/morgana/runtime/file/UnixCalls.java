package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.annotate.TargetElement;
import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.storage.FileError;
import dev.morgana.storage.FileException;
import dev.morgana.storage.Location;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Between the addresses, bytes and exceptions of `sun.nio.fs` and the file system.
final class UnixCalls {
    /// Stands for the working directory where a number of a directory is expected.
    private static final int WORKING_DIRECTORY = -100;

    private UnixCalls() {}

    /// Does something; its failure becomes the JDK's.
    static void run(FileQuestions.Operation operation) {
        try {
            operation.run();
        } catch (FileException e) {
            throw raise(e.error().number());
        }
    }

    static <T> T get(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (FileException e) {
            throw raise(e.error().number());
        }
    }

    static int getInt(IntSupplier operation) {
        try {
            return operation.getAsInt();
        } catch (FileException e) {
            throw raise(e.error().number());
        }
    }

    static long getLong(LongSupplier operation) {
        try {
            return operation.getAsLong();
        } catch (FileException e) {
            throw raise(e.error().number());
        }
    }

    /// The path at an address.
    static Location at(long path) {
        return Location.of(text(path));
    }

    /// The path at an address, from an open directory.
    static Location at(int directory, long path) {
        return directory == WORKING_DIRECTORY
                ? at(path)
                : new Location(OpenFiles.get(directory), text(path));
    }

    static String text(long address) {
        return NativeBuffers.string(address);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Throws `sun.nio.fs.UnixException`, which only the JDK can name; declared so that a caller can write `throw`.
    static RuntimeException raise(FileError error) {
        throw raise(error.number());
    }

    /// Throws `sun.nio.fs.UnixException`.
    static RuntimeException raise(int number) {
        throwUnchecked(new Target_sun_nio_fs_UnixException(number));
        throw new AssertionError("not reached");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void throwUnchecked(Object exception) throws T {
        throw (T) exception;
    }

    /// `sun.nio.fs.UnixException`.
    @TargetClass(className = "sun.nio.fs.UnixException")
    static final class Target_sun_nio_fs_UnixException {
        @Alias
        @TargetElement(name = TargetElement.CONSTRUCTOR_NAME)
        Target_sun_nio_fs_UnixException(int errno) {}
    }
}
