package dev.morgana.launch;

import dev.morgana.image.Image;
import dev.morgana.image.Port;
import java.io.IOException;
import java.nio.file.Path;

/// Where an image runs.
public sealed interface ImageTarget extends Target permits QemuTarget, ProcessTarget {
    /// What an image for it is linked with.
    Port port();

    /// The file name of a program's image.
    Path fileName(String program);

    /// How `image` is started.
    ///
    /// @param sockets where the streams that are sockets will be listened for
    /// @throws UsageException if the settings do not fit this target
    /// @throws HostException if the host lacks something
    Launch launch(Image image, Settings settings, ConsoleSockets sockets) throws IOException;

    @Override
    default NetworkChoice usualNetwork() {
        return new NetworkChoice.User();
    }

    @Override
    default void requireMeaning(NetworkChoice network) {
        if (network instanceof NetworkChoice.Host) {
            throw new UsageException(
                    "--net host has no meaning with --target %s: write user, tap:NAME or none"
                            .formatted(name()));
        }
    }

    /// The first that this host can run.
    static ImageTarget usual() {
        return ALL.stream()
                .filter(Target::isAvailable)
                .filter(ImageTarget.class::isInstance)
                .map(ImageTarget.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /// The target of that name.
    ///
    /// @throws UsageException if there is none, or no image runs there
    static ImageTarget named(String name) {
        if (Target.named(name) instanceof ImageTarget target) {
            return target;
        }
        throw new UsageException("--target %s takes no image".formatted(name));
    }
}
