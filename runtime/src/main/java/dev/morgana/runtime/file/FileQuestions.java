package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.storage.AttributeChange;
import dev.morgana.storage.FileError;
import dev.morgana.storage.FileException;
import dev.morgana.storage.FileKind;
import dev.morgana.storage.FileStatus;
import dev.morgana.storage.Location;
import dev.morgana.storage.OpenFlags;
import dev.morgana.storage.Space;
import java.io.File;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// What `java.io.File` asks and changes: in its interface, whatever goes wrong is just false, 0 or null.
final class FileQuestions {
    private static final int EXISTS = 1;
    private static final int REGULAR = 2;
    private static final int DIRECTORY = 4;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int SPACE_TOTAL = 0;

    private FileQuestions() {}

    /// An operation that fails by a [FileException].
    interface Operation {
        void run();
    }

    static boolean done(Operation operation) {
        try {
            operation.run();
            return true;
        } catch (FileException e) {
            return false;
        }
    }

    static @Nullable FileStatus status(File file) {
        try {
            return Tree.status(at(file), true);
        } catch (FileException e) {
            return null;
        }
    }

    /// What `java.io.FileSystem` calls boolean attributes.
    static int attributes(File file) {
        FileStatus status = status(file);
        if (status == null) {
            return 0;
        }
        return switch (status.kind()) {
            case REGULAR -> EXISTS | REGULAR;
            case DIRECTORY -> EXISTS | DIRECTORY;
            case LINK -> EXISTS;
        };
    }

    static String @Nullable [] names(File file) {
        try {
            List<String> names = Tree.names(file.getPath());
            return names.toArray(new String[0]);
        } catch (FileException e) {
            return null;
        }
    }

    /// Milliseconds since 1970.
    static long modified(File file) {
        FileStatus status = status(file);
        return status == null ? 0 : Math.floorDiv(status.times().modified(), NANOS_PER_MILLI);
    }

    static boolean setModified(File file, long millis) {
        return done(() -> {
            long accessed = Tree.status(at(file), true).times().accessed();
            change(file, new AttributeChange.Times(accessed, millis * NANOS_PER_MILLI));
        });
    }

    static boolean setPermissions(File file, IntUnaryOperator change) {
        return done(() -> {
            int before = Tree.status(at(file), true).permissions();
            change(file, new AttributeChange.Permissions(change.applyAsInt(before)));
        });
    }

    /// Makes a file that must not exist.
    ///
    /// @return false if it does
    static boolean create(String path) {
        int flags = OpenFlags.READ_WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE;
        try {
            Mount.get()
                    .open(
                            Location.of(path),
                            new OpenFlags(flags),
                            0666 & ~Tree.MASK,
                            MachineClock.wall())
                    .close();
            return true;
        } catch (FileException e) {
            if (e.error() == FileError.EEXIST) {
                return false;
            }
            throw e;
        }
    }

    static boolean makeDirectory(File file) {
        return done(
                () -> Mount.get().makeDirectory(at(file), 0777 & ~Tree.MASK, MachineClock.wall()));
    }

    static boolean delete(File file) {
        return done(() -> {
            String path = file.getPath();
            long now = MachineClock.wall();
            if (Tree.status(at(file), false).kind() == FileKind.DIRECTORY) {
                Tree.changeable(path).removeDirectory(at(file), now);
            } else {
                Tree.changeable(path).removeName(at(file), now);
            }
        });
    }

    static boolean rename(File from, File to) {
        return done(() ->
                Tree.changeable(from.getPath()).rename(at(from), at(to), MachineClock.wall()));
    }

    /// @param kind what `java.io.FileSystem` calls SPACE_TOTAL, SPACE_FREE or SPACE_USABLE
    static long space(File file, int kind) {
        try {
            Space space = Tree.space(file.getPath());
            return kind == SPACE_TOTAL ? space.capacity() : space.free();
        } catch (FileException e) {
            return 0;
        }
    }

    private static void change(File file, AttributeChange change) {
        Tree.changeable(file.getPath()).change(at(file), true, change, MachineClock.wall());
    }

    private static Location at(File file) {
        return Location.of(file.getPath());
    }
}
