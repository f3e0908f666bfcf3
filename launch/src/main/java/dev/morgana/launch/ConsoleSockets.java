package dev.morgana.launch;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The sockets by which QEMU's serial ports reach this process: it listens, QEMU connects. They lie in a folder that only this user can read.
final class ConsoleSockets implements AutoCloseable {
    static final String OUTPUT = "stdout";
    static final String ERROR = "stderr";
    static final String CONTROL = "control";
    static final String INPUT = "stdin";

    /// QEMU's connection, and the one of [#noMore()].
    private static final int BACKLOG = 2;

    private final Path directory;
    private final Map<String, ServerSocketChannel> listening = new ConcurrentHashMap<>();

    private volatile boolean holdsOthers;

    private ConsoleSockets(Path directory) {
        this.directory = directory;
    }

    /// Makes a fresh folder.
    static ConsoleSockets open() throws IOException {
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return new ConsoleSockets(Files.createTempDirectory("morgana-", owner));
    }

    /// The folder.
    Path directory() {
        return directory;
    }

    /// A path in the folder for a socket that somebody else makes; it is deleted at [#close()].
    Path reserve(String name) {
        holdsOthers = true;
        return directory.resolve(name);
    }

    /// Listens at the socket `name` from now on.
    Connection listen(String name) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve(name)), BACKLOG);
        listening.put(name, server);
        return () -> {
            var connected = server.accept();
            forget(name);
            return connected;
        };
    }

    /// A connection that QEMU is going to make.
    interface Connection {
        /// Waits for QEMU.
        SocketChannel await() throws IOException;
    }

    /// Tells those who wait that QEMU is gone: who has not taken its connection yet still gets it; who waits for one that never came gets one that is at its end.
    void noMore() {
        for (String name : listening.keySet()) {
            try (var ended =
                    SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve(name)))) {
                ended.shutdownOutput();
            } catch (IOException e) {
                // QEMU's connection has just been taken.
            }
        }
    }

    /// A connected socket needs no name any more: nothing is left behind when this process is killed later. One at a time: the last one finds the folder empty.
    private synchronized void forget(String name) throws IOException {
        var server = listening.remove(name);
        if (server != null) {
            server.close();
            Files.deleteIfExists(directory.resolve(name));
        }
        if (listening.isEmpty() && !holdsOthers) {
            Files.deleteIfExists(directory);
        }
    }

    @Override
    public void close() throws IOException {
        for (String name : List.copyOf(listening.keySet())) {
            forget(name);
        }
        if (holdsOthers) {
            try (var others = Files.newDirectoryStream(directory)) {
                for (Path other : others) {
                    Files.deleteIfExists(other);
                }
            }
        }
        Files.deleteIfExists(directory);
    }
}
