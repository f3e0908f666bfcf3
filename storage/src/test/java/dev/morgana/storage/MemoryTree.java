package dev.morgana.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.SortedMap;

/// A tree in memory.
final class MemoryTree extends Tree {
    private final MemoryFileSystem files = new MemoryFileSystem(1 << 24, 0);

    @Override
    String makeDirectory(String path) {
        return done(() -> files.makeDirectory(at(path), 0755, 1));
    }

    @Override
    String remove(String path) {
        return done(() -> {
            if (files.status(at(path), false).kind() == FileKind.DIRECTORY) {
                files.removeDirectory(at(path), 1);
            } else {
                files.removeName(at(path), 1);
            }
        });
    }

    @Override
    String rename(String from, String to) {
        return done(() -> files.rename(at(from), at(to), 1));
    }

    @Override
    String addName(String existing, String added) {
        return done(() -> files.addName(at(existing), at(added), 1));
    }

    @Override
    String makeLink(String target, String path) {
        return done(() -> files.makeLink(target, at(path), 1));
    }

    @Override
    String resize(String path, int size) {
        return done(() -> {
            OpenFile file = open(path, OpenFlags.WRITE_ONLY);
            if (size < file.status().size()) {
                file.resize(size, 1);
            }
            file.close();
        });
    }

    @Override
    String write(String path, int way) {
        int flags =
                OpenFlags.READ_WRITE
                        | ((way & 1) != 0 ? OpenFlags.CREATE : 0)
                        | ((way & 6) == 6 ? OpenFlags.CREATE | OpenFlags.EXCLUSIVE : 0)
                        | ((way & 24) == 24 ? OpenFlags.TRUNCATE : 0)
                        | ((way & 32) != 0 ? OpenFlags.NO_FOLLOW : 0);
        StringBuilder read = new StringBuilder();
        String outcome =
                done(() -> {
                    OpenFile file = open(path, flags);
                    byte[] text = path.getBytes(ISO_8859_1);
                    file.write(way, text.length, new ArrayBytes(text, 0), 1);
                    byte[] first = new byte[30];
                    int got = file.read(first, 0, first.length, 1);
                    read.append(new String(first, 0, got, ISO_8859_1));
                    file.close();
                });
        return outcome + read;
    }

    @Override
    void describe(String path, SortedMap<String, String> all) {
        FileStatus status = files.status(at(path), false);
        switch (status.kind()) {
            case DIRECTORY -> {
                all.put(path, "directory");
                for (String name : open(path, OpenFlags.DIRECTORY).names(1)) {
                    describe(path + "/" + name, all);
                }
            }
            case LINK -> all.put(path, "link " + status.size() + " " + files.target(at(path)));
            case REGULAR -> {
                byte[] bytes = new byte[(int) status.size()];
                open(path, 0).read(bytes, 0, bytes.length, 1);
                all.put(path, status.links() + " " + new String(bytes, ISO_8859_1));
            }
        }
    }

    private OpenFile open(String path, int flags) {
        return files.open(at(path), new OpenFlags(flags), 0644, 1);
    }

    private static Location at(String path) {
        return Location.of("/tmp/" + path);
    }

    private static String done(Runnable operation) {
        try {
            operation.run();
            return "done";
        } catch (FileException e) {
            return e.error().text();
        }
    }
}
