package dev.morgana.junit;

import dev.morgana.image.Image;
import dev.morgana.launch.HostException;
import dev.morgana.launch.ImageTarget;
import dev.morgana.launch.Outcome;
import dev.morgana.launch.PortForward;
import dev.morgana.launch.RunningImage;
import dev.morgana.launch.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A booted image, as a test sees it. Safe for several threads.
///
/// A wait that lasts longer than [BootImage#patience()] fails the test with all that the image has written.
public final class Booted {
    private static final int TERMINATE = 15;

    private final Consoles consoles;
    private final long patienceNanos;
    private final CompletableFuture<Long> reachedMain = new CompletableFuture<>();
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private final RunningImage running;
    private final List<PortForward> forwards;

    private Booted(Consoles consoles, int patience, List<PortForward> forwards) {
        this.consoles = consoles;
        this.patienceNanos = TimeUnit.SECONDS.toNanos(patience);
        this.forwards = forwards;
        this.running = new RunningImage(consoles, 0, reachedMain::complete);
    }

    /// Boots an image and waits until its program begins, or has ended before.
    static Booted boot(
            Image image,
            ImageTarget target,
            Target.Settings settings,
            Consoles consoles,
            int patience) {
        var booted = new Booted(consoles, patience, settings.forwards());
        // The machine ends with the thread that starts it: this one lives as long as the machine.
        Thread.ofPlatform()
                .daemon()
                .name("image " + image.metadata().name())
                .start(() -> booted.run(image, target, settings));
        try {
            booted.await(CompletableFuture.anyOf(booted.reachedMain, booted.end), "reaches main");
            return booted;
        } catch (AssertionError late) {
            booted.stop();
            throw late;
        }
    }

    private void run(Image image, ImageTarget target, Target.Settings settings) {
        try {
            var outcome = running.run(image, target, settings);
            outcome.lastLine().ifPresent(consoles::say);
            end.complete(outcome);
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(e);
        } finally {
            consoles.end();
        }
    }

    /// Where this host reaches the first port of [BootImage#ports()].
    ///
    /// @throws IllegalStateException if none is forwarded
    public InetSocketAddress address() {
        return forwards.stream()
                .findFirst()
                .map(Booted::addressOf)
                .orElseThrow(() -> new IllegalStateException("no port is forwarded"));
    }

    /// Where this host reaches a port of the program.
    ///
    /// @param port as in [BootImage#ports()]: `8080` or `53/udp`
    /// @throws IllegalStateException if it is not forwarded
    public InetSocketAddress address(String port) {
        return addresses(port).getFirst();
    }

    /// All places where this host reaches a port of the program: of TCP as many as [BootImage#entrances()] says, of UDP one.
    ///
    /// @param port as in [BootImage#ports()]: `8080` or `53/udp`
    /// @throws IllegalStateException if it is not forwarded
    public List<InetSocketAddress> addresses(String port) {
        var found =
                forwards.stream()
                        .filter(forward -> forward.leadsTo(port))
                        .map(Booted::addressOf)
                        .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("port %s is not forwarded".formatted(port));
        }
        return found;
    }

    private static InetSocketAddress addressOf(PortForward forward) {
        return new InetSocketAddress(forward.address(), forward.host());
    }

    /// The first port as the root of an HTTP server.
    public URI uri() {
        return URI.create(
                "http://%s:%d/".formatted(address().getHostString(), address().getPort()));
    }

    /// Standard output so far.
    public String output() {
        return consoles.output().text();
    }

    /// Standard error so far, with what is said about the run: a fault report, why the image was ended.
    public String error() {
        return consoles.error().text();
    }

    /// Waits until `part` stands on standard output.
    public Booted awaitOutput(String part) {
        return await(consoles.output(), part);
    }

    /// Waits until `part` stands on standard error.
    public Booted awaitError(String part) {
        return await(consoles.error(), part);
    }

    private Booted await(Console console, String part) {
        try {
            if (console.await(part, patienceNanos)) {
                return this;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("\"%s\" does not come\n%s".formatted(part, this));
    }

    /// Waits for the end of the program.
    ///
    /// @return its exit status, or one of the tool's own (`docs/running.md`)
    public int awaitEnd() {
        await(end, "ends");
        return end.join().status();
    }

    /// Asks the program to end as SIGTERM does, kills it when that takes more than five seconds, and waits for its end.
    public void stop() {
        running.stop(TERMINATE, Outcome.Cause.TERMINATE);
        await(end, "stops");
    }

    private void await(CompletableFuture<?> future, String what) {
        try {
            Object ignored = future.get(patienceNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("it neither %s nor fails\n%s".formatted(what, this), e);
        } catch (ExecutionException e) {
            throw new HostException("the image does not run: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before it %s".formatted(what), e);
        }
    }

    /// All that the image has written.
    @Override
    public String toString() {
        return "--- standard output\n%s\n--- standard error\n%s\n---".formatted(output(), error());
    }
}
