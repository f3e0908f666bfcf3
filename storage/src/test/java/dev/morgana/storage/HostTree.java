package dev.morgana.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/// A tree in a directory of the system that the test runs on.
final class HostTree extends Tree {
    private final Path directory;

    HostTree(Path directory) {
        this.directory = directory;
    }

    /// An operation on files.
    private interface Operation {
        void run() throws IOException;
    }

    @Override
    String makeDirectory(String path) throws IOException {
        return done(() -> Files.createDirectory(at(path)));
    }

    @Override
    String remove(String path) throws IOException {
        return done(() -> Files.delete(at(path)));
    }

    @Override
    String rename(String from, String to) throws IOException {
        return done(() -> Files.move(at(from), at(to), StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    String addName(String existing, String added) throws IOException {
        return done(() -> Files.createLink(at(added), at(existing)));
    }

    @Override
    String makeLink(String target, String path) throws IOException {
        return done(() -> Files.createSymbolicLink(at(path), Path.of(target)));
    }

    @Override
    String resize(String path, int size) throws IOException {
        return done(() -> {
            try (FileChannel file = FileChannel.open(at(path), StandardOpenOption.WRITE)) {
                file.truncate(size);
            }
        });
    }

    @Override
    String write(String path, int way) throws IOException {
        StringBuilder read = new StringBuilder();
        String outcome =
                done(() -> {
                    try (FileChannel file = FileChannel.open(at(path), options(way))) {
                        file.write(ByteBuffer.wrap(path.getBytes(ISO_8859_1)), way);
                        ByteBuffer first = ByteBuffer.allocate(30);
                        file.read(first);
                        read.append(ISO_8859_1.decode(first.flip()));
                    }
                });
        return outcome + read;
    }

    @Override
    void describe(String path, SortedMap<String, String> all) throws IOException {
        Path at = at(path);
        if (Files.isSymbolicLink(at)) {
            Object size = Files.getAttribute(at, "size", LinkOption.NOFOLLOW_LINKS);
            all.put(path, "link " + size + " " + Files.readSymbolicLink(at));
        } else if (Files.isDirectory(at)) {
            all.put(path, "directory");
            try (Stream<Path> children = Files.list(at)) {
                for (Path child : (Iterable<Path>) children::iterator) {
                    describe(path + "/" + child.getFileName(), all);
                }
            }
        } else {
            String links = Files.getAttribute(at, "unix:nlink").toString();
            all.put(path, links + " " + Files.readString(at, ISO_8859_1));
        }
    }

    private static Set<OpenOption> options(int way) {
        Set<OpenOption> options =
                new HashSet<>(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        if ((way & 1) != 0) {
            options.add(StandardOpenOption.CREATE);
        }
        if ((way & 6) == 6) {
            options.add(StandardOpenOption.CREATE_NEW);
        }
        if ((way & 24) == 24) {
            options.add(StandardOpenOption.TRUNCATE_EXISTING);
        }
        if ((way & 32) != 0) {
            options.add(LinkOption.NOFOLLOW_LINKS);
        }
        return options;
    }

    private Path at(String path) {
        return directory.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    private static String done(Operation operation) throws IOException {
        try {
            operation.run();
            return "done";
        } catch (NoSuchFileException e) {
            return FileError.ENOENT.text();
        } catch (FileAlreadyExistsException e) {
            return FileError.EEXIST.text();
        } catch (DirectoryNotEmptyException e) {
            return FileError.ENOTEMPTY.text();
        } catch (AtomicMoveNotSupportedException e) {
            return FileError.EXDEV.text();
        } catch (FileSystemException e) {
            return String.valueOf(e.getReason()).replaceFirst(" or unable .*", "");
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).replace(" (NOFOLLOW_LINKS specified)", "");
        }
    }
}
