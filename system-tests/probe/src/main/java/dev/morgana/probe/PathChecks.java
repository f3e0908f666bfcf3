package dev.morgana.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// Files through `java.nio`. What it prints is the same on every Linux.
final class PathChecks {
    private PathChecks() {}

    /// Something with files.
    interface Action {
        void run() throws IOException;
    }

    static void run(Path home) throws IOException {
        channels(home.resolve("channel"));
        transfers(home);
        attributes(home.resolve("attributes"));
        links(home);
        directories(home);
        copies(home);
        asynchronous(home.resolve("asynchronous"));
        refusals(home);
    }

    static void deleteAll(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void channels(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            ByteBuffer[] parts = {bytes("gather"), bytes("-"), bytes("scatter")};
            System.out.println("gathered " + channel.write(parts) + " at " + channel.position());
            channel.write(bytes("SCATTER"), 7);
            ByteBuffer[] into = {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(99)};
            System.out.println("scattered " + channel.position(0).read(into));
            System.out.println(text(into[0].flip()) + "|" + text(into[1].flip()));
            System.out.println("end " + channel.read(ByteBuffer.allocate(1)));
            System.out.println("behind " + channel.read(ByteBuffer.allocate(1), 1000));
            channel.truncate(6).force(true);
            System.out.println("cut " + channel.size() + " at " + channel.position());
            try (FileLock lock = channel.lock(0, 3, false);
                    FileLock other = channel.tryLock(3, 3, true)) {
                System.out.println("locks " + lock.isValid() + other.isShared());
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName());
            }
            locks(channel, path);
            System.out.println("mapped " + text(channel.map(MapMode.READ_ONLY, 1, 5)));
            ByteBuffer mine = channel.map(MapMode.PRIVATE, 0, 6).put(0, (byte) 'G');
            System.out.println("private " + text(mine) + ", file " + Files.readString(path));
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.APPEND)) {
            channel.write(bytes("+"));
            channel.position(0).write(bytes("+"));
            System.out.println("appended " + channel.size());
        }
    }

    /// What one program holds excludes itself, also by another channel, until it is let go.
    private static void locks(FileChannel channel, Path path) throws IOException {
        FileLock beside;
        try (FileChannel second = FileChannel.open(path, StandardOpenOption.WRITE)) {
            FileLock first = channel.lock(0, 4, false);
            for (FileChannel one : List.of(channel, second)) {
                try {
                    System.out.println("overlapping " + one.tryLock(3, 2, false));
                } catch (OverlappingFileLockException e) {
                    System.out.println(e.getClass().getSimpleName());
                }
            }
            beside = second.lock(4, 2, false);
            System.out.println("beside " + first.overlaps(4, 2) + beside.isValid());
            first.release();
            FileLock again = second.lock(0, 4, false);
            System.out.println("again " + first.isValid() + again.isValid());
        }
        System.out.println("closed " + beside.isValid());
        channel.lock().release();
    }

    private static void transfers(Path home) throws IOException {
        byte[] pattern = new byte[100_000];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = (byte) (i * 31 + i / 256);
        }
        Path from = Files.write(home.resolve("from"), pattern);
        Path to = home.resolve("to");
        try (FileChannel source = FileChannel.open(from);
                FileChannel target =
                        FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            System.out.println("to " + source.transferTo(0, 60_000, target));
            source.position(60_000);
            System.out.println("from " + target.transferFrom(source, 60_000, 1 << 20));
        }
        System.out.println("differ at " + Files.mismatch(from, to) + ", " + Files.size(to));
    }

    private static void attributes(Path path) throws IOException {
        Files.writeString(path, "attributes");
        FileTime then = FileTime.from(Instant.parse("2001-02-03T04:05:06.123456789Z"));
        Files.setLastModifiedTime(path, then);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x--x"));
        BasicFileAttributes all = Files.readAttributes(path, BasicFileAttributes.class);
        System.out.println(all.lastModifiedTime() + " " + all.size() + " " + all.isRegularFile());
        System.out.println(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                        + " "
                        + Files.getAttribute(path, "unix:mode"));
        System.out.println("executable " + Files.isExecutable(path));
        Instant created = all.creationTime().toInstant();
        System.out.println(
                "created lately " + created.isAfter(Instant.parse("2020-01-01T00:00:00Z")));
    }

    private static void links(Path home) throws IOException {
        Path file = Files.writeString(home.resolve("linked"), "one");
        Path hard = Files.createLink(home.resolve("hard"), file);
        Path soft = Files.createSymbolicLink(home.resolve("soft"), Path.of("hard"));
        Files.writeString(soft, "two", StandardOpenOption.APPEND);
        System.out.println(Files.readString(file) + " " + Files.getAttribute(file, "unix:nlink"));
        System.out.println("same " + Files.isSameFile(soft, file) + Files.isSameFile(hard, file));
        System.out.println(Files.readSymbolicLink(soft) + " " + Files.isSymbolicLink(soft));
        System.out.println("real " + home.toRealPath().relativize(soft.toRealPath()));
        Files.delete(hard);
        System.out.println("dangling " + Files.exists(soft));
        System.out.println(Files.exists(soft, LinkOption.NOFOLLOW_LINKS));
    }

    private static void directories(Path home) throws IOException {
        Path deep = Files.createDirectories(home.resolve("directory/deep"));
        for (String name : List.of("b.txt", "a.txt", "c.bin", "ä€😀.txt")) {
            Files.createFile(deep.resolve(name));
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> texts = Files.newDirectoryStream(deep, "*.txt")) {
            texts.forEach(path -> names.add(path.getFileName().toString()));
        }
        Collections.sort(names);
        System.out.println(names.size() + " " + names.subList(0, 2));
        System.out.println(names.get(2).codePoints().boxed().toList());
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(deep)) {
            System.out.println("secure " + (stream instanceof SecureDirectoryStream));
            if (stream instanceof SecureDirectoryStream<Path> secure) {
                secure.move(Path.of("a.txt"), secure, Path.of("moved"));
                secure.deleteFile(Path.of("b.txt"));
            }
        }
        Path renamed = Files.move(home.resolve("directory"), home.resolve("renamed"));
        try (Stream<Path> all = Files.walk(renamed)) {
            System.out.println("walked " + all.count());
        }
    }

    private static void copies(Path home) throws IOException {
        Path from = Files.writeString(home.resolve("original"), "original");
        Path to = Files.createTempFile(home, "copy", ".txt");
        System.out.println(
                "temporary " + PosixFilePermissions.toString(Files.getPosixFilePermissions(to)));
        FileChecks.refused(home.toFile(), () -> Files.copy(from, home.resolve("linked")));
        Files.setLastModifiedTime(from, FileTime.fromMillis(1000));
        Files.copy(
                from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        System.out.println(Files.readString(to) + " " + Files.getLastModifiedTime(to));
        Path once = home.resolve("once");
        Files.newOutputStream(once, StandardOpenOption.CREATE, StandardOpenOption.DELETE_ON_CLOSE)
                .close();
        System.out.println("once " + Files.exists(once));
    }

    private static void asynchronous(Path path) throws IOException {
        try (AsynchronousFileChannel channel =
                AsynchronousFileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            ByteBuffer read = ByteBuffer.allocate(9);
            System.out.println(channel.write(bytes("later"), 2).get() + " later");
            System.out.println(channel.read(read, 0).get() + " " + channel.size());
        } catch (ExecutionException | InterruptedException e) {
            System.out.println(e);
        }
    }

    private static void refusals(Path home) throws IOException {
        Path file = home.resolve("original");
        List<Action> actions =
                List.of(
                        () -> Files.createFile(file),
                        () -> Files.createFile(home.resolve("none/file")),
                        () -> Files.createFile(file.resolve("below")),
                        () -> Files.createDirectory(home.resolve("n".repeat(256))),
                        () -> Files.size(home.resolve(("n".repeat(250) + "/").repeat(20))),
                        () -> Files.delete(home.resolve("none")),
                        () -> Files.delete(home.resolve("renamed")),
                        () -> Files.readString(home),
                        () -> list(file),
                        () -> Files.move(home.resolve("renamed"), home.resolve("renamed/x")),
                        () -> Files.readSymbolicLink(file),
                        () -> Files.createSymbolicLink(home.resolve("loop"), Path.of("loop")),
                        () -> Files.readString(home.resolve("loop")),
                        () -> Files.createLink(home.resolve("d"), home.resolve("renamed")),
                        () -> Files.newByteChannel(home.resolve("soft/x")).close(),
                        () -> System.out.println(file.resolve("x").toRealPath()));
        for (Action action : actions) {
            FileChecks.refused(home.toFile(), action);
        }
    }

    private static void list(Path path) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(System.out::println);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    private static String text(ByteBuffer bytes) {
        return ISO_8859_1.decode(bytes).toString();
    }
}
