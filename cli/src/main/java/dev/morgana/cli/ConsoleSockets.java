package dev.morgana.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// The sockets by which QEMU's serial ports reach this process: it listens, QEMU connects. They lie in a folder that only this user can read.
final class ConsoleSockets implements AutoCloseable {
    static final String OUTPUT = "stdout";
    static final String ERROR = "stderr";
    static final String CONTROL = "control";
    static final String INPUT = "stdin";

    private final Path directory;
    private final List<ServerSocketChannel> listening = new ArrayList<>();

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

    /// Listens at the socket `name` from now on.
    Connection listen(String name) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve(name)), 1);
        listening.add(server);
        return server::accept;
    }

    /// A connection that QEMU is going to make.
    interface Connection {
        /// Waits for QEMU.
        ///
        /// @throws IOException if the sockets have been closed meanwhile
        SocketChannel await() throws IOException;
    }

    @Override
    public void close() throws IOException {
        for (var server : listening) {
            server.close();
        }
        for (String name : List.of(OUTPUT, ERROR, CONTROL, INPUT)) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.deleteIfExists(directory);
    }
}
