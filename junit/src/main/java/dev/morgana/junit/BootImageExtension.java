package dev.morgana.junit;

import dev.morgana.image.BuildOptions;
import dev.morgana.launch.Application;
import dev.morgana.launch.Capture;
import dev.morgana.launch.CardConnection;
import dev.morgana.launch.ImageTarget;
import dev.morgana.launch.KeyValue;
import dev.morgana.launch.MemorySize;
import dev.morgana.launch.NetworkChoice;
import dev.morgana.launch.Ports;
import dev.morgana.launch.Target;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Boots the image of a class with [BootImage], hands it to its tests, and shows what it has written when one fails.
final class BootImageExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                AfterTestExecutionCallback,
                ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BootImageExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        BootImage wanted = context.getRequiredTestClass().getAnnotation(BootImage.class);
        if (wanted != null) {
            context.getStore(NAMESPACE).put(Booted.class, boot(wanted));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Booted booted = context.getStore(NAMESPACE).remove(Booted.class, Booted.class);
        if (booted != null) {
            booted.stop();
        }
    }

    private static Booted boot(BootImage wanted) throws IOException {
        ImageTarget target = target(wanted);
        target.require();
        var consoles = new Consoles();
        var program =
                Application.at(Path.of(wanted.value()), List.of(), Optional.empty(), consoles);
        var image = program.build(target.port(), BuildOptions.USUAL, consoles);
        boolean card = image.metadata().devices().contains("network");
        NetworkChoice network = card ? new NetworkChoice.User() : new NetworkChoice.None();
        var boot = Stream.of(wanted.boot()).map(text -> KeyValue.parse("boot key", text)).toList();
        var settings =
                new Target.Settings(
                        Optional.of(
                                wanted.memory().isEmpty()
                                        ? program.memory()
                                        : MemorySize.parse(wanted.memory())),
                        Optional.empty(),
                        card
                                ? CardConnection.of(List.of(network), program.machine(), boot)
                                : CardConnection.NONE,
                        card ? Ports.anyTo(entrances(wanted)) : List.of(),
                        capture(wanted, network),
                        boot,
                        List.of(wanted.arguments()),
                        List.of());
        return Booted.boot(image, target, settings, consoles, wanted.patience());
    }

    private static ImageTarget target(BootImage wanted) {
        String name =
                wanted.target().isEmpty() ? System.getProperty("morgana.target") : wanted.target();
        return name == null ? ImageTarget.usual() : ImageTarget.named(name);
    }

    /// The program's ports, each as often as there are ways to it.
    private static List<String> entrances(BootImage wanted) {
        if (wanted.entrances() < 1) {
            throw new UsageException(
                    "@BootImage(entrances = %d): say 1 or more".formatted(wanted.entrances()));
        }
        return Stream.of(wanted.ports())
                .flatMap(port ->
                        Collections.nCopies(port.endsWith("/udp") ? 1 : wanted.entrances(), port)
                                .stream())
                .toList();
    }

    private static Optional<Path> capture(BootImage wanted, NetworkChoice network) {
        if (wanted.capture().isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(wanted.capture()).toAbsolutePath();
        Capture.prepare(file, network);
        return Optional.of(file);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Booted.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return booted(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.out.println(
                    context.getDisplayName() + " failed with the image\n" + booted(context));
        }
    }

    private static Booted booted(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE).get(Booted.class, Booted.class));
    }
}
