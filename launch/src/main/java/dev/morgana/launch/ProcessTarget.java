package dev.morgana.launch;

import dev.morgana.image.Image;
import dev.morgana.image.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/// A process of this host's Linux that confines itself.
record ProcessTarget() implements ImageTarget {
    private static final String SOCKET = "passt";

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Port port() {
        return Port.LINUX;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void require() {}

    @Override
    public Path fileName(String program) {
        return Path.of(program);
    }

    /// The image is the command: its words before `--` are boot keys and what this host gives it, as they are; those after it are the program's.
    @Override
    public Launch launch(Image image, Settings settings, ConsoleSockets sockets)
            throws IOException {
        settings.requireNothingOfQemu(name());
        if (settings.cpus().orElse(1) > 1) {
            throw new UsageException("--cpus: a process has one CPU; with --target qemu up to 8");
        }
        requireOneCard(settings);
        var words = new ArrayList<String>();
        words.add(image.file().toAbsolutePath().toString());
        words.add("machine.memory=" + settings.memory().orElseThrow().forQemu());
        words.add("machine.control=" + sockets.directory().resolve(ConsoleSockets.CONTROL));
        var helpers = new ArrayList<Launch.Helper>();
        switch (settings.firstCard().network()) {
            case NetworkChoice.None(), NetworkChoice.Host(), NetworkChoice.Wire _ -> {}
            case NetworkChoice.Tap(String tap) -> words.add("machine.net=tap:" + tap);
            case NetworkChoice.User() -> {
                Path socket = sockets.reserve(SOCKET);
                words.add("machine.net=socket:" + socket);
                helpers.add(Passt.helper(socket, settings));
            }
        }
        settings.boot().forEach(setting -> words.add(setting.toString()));
        words.add("--");
        words.addAll(settings.arguments());
        return new Launch(words, helpers, true, false, false, ProcessTarget::silent);
    }

    /// @throws UsageException for several cards
    static void requireOneCard(Settings settings) {
        if (settings.cards().stream().filter(CardConnection::isPresent).count() > 1) {
            throw new UsageException(
                    "a process has one network card, and the machine several: take --target qemu, or give the others --net none");
        }
    }

    @Override
    public void requireMeaning(NetworkChoice network) {
        ImageTarget.super.requireMeaning(network);
        if (network instanceof NetworkChoice.Wire) {
            throw new UsageException(
                    "--net udp:HERE:THERE has no meaning with --target process: write user, tap:NAME or none");
        }
    }

    /// A process that said nothing on the control channel was ended by the kernel, or by a pipe that nobody reads.
    static Outcome silent(int status) {
        if (status == ExitStatus.OUTPUT_CLOSED) {
            return Outcome.outputClosed();
        }
        return Outcome.tool(
                ExitStatus.MACHINE_FAULT,
                "the process stopped without a word (status %d)".formatted(status));
    }
}
