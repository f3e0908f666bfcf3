import dev.morgana.config.BootKey;
import dev.morgana.config.Configuration;
import dev.morgana.config.Console;
import dev.morgana.config.Entropy;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;
import dev.morgana.wire.Ipv4Address;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/// Tells what its machine is like, and sends a line to itself.
final class Inside {
    private Inside() {}

    static void main(String[] arguments) throws IOException {
        System.out.println("arguments " + List.of(arguments));
        System.out.println(
                "keys "
                        + Integer.getInteger("count")
                        + ", "
                        + System.getProperty("word")
                        + ", "
                        + Boolean.getBoolean("fast")
                        + ", "
                        + Pace.valueOf(System.getProperty("pace"))
                        + ", "
                        + InetAddress.ofLiteral(System.getProperty("peer")).getHostAddress());
        System.out.println("input " + System.in.read());
        System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
        var log = System.getLogger("inside");
        log.log(Level.INFO, "informed");
        log.log(Level.WARNING, "warned");
        if (Boolean.getBoolean("audit")) {
            Audit.begin();
        }
        if ("full".equals(System.getProperty("edition"))) {
            Full.begin();
        }
        if (Boolean.getBoolean("trace")) {
            Trace.begin();
        }
        try (var listening = new ServerSocket(7)) {
            Thread.startVirtualThread(Inside::visit);
            try (var socket = listening.accept()) {
                socket.getInputStream().transferTo(System.out);
            }
        }
    }

    private static void visit() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), 7)) {
            socket.getOutputStream().write("hello, myself\n".getBytes());
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}

/// The values of a boot key.
enum Pace {
    WALK,
    RUN
}

/// What the property `audit` rules out.
final class Audit {
    private Audit() {}

    static void begin() {
        System.out.println("audited");
    }
}

/// What the property `edition` rules out.
final class Full {
    private Full() {}

    static void begin() {
        System.out.println("full edition");
    }
}

/// What the property `trace` asks for.
final class Trace {
    private Trace() {}

    static void begin() {
        System.out.println("traced");
    }
}

/// No card, no input, and no device for random numbers: the program can reach itself only.
final class InsideMachine implements Configuration {
    @Override
    public Machine machine() {
        return Machine.running(Inside.class)
                .withoutNetwork()
                .heap(MemorySize.mebibytes(20))
                .console(Console.OUTPUT)
                .entropy(Entropy.CPU)
                .logging(Level.WARNING)
                .arguments("first", "two words")
                .bootKeys(
                        BootKey.integer("count", 1).range(-1, 9).meaning("a number"),
                        BootKey.text("word", "none").meaning("a text"),
                        BootKey.flag("fast", false).meaning("a flag"),
                        BootKey.choice("pace", Pace.WALK).meaning("a choice"),
                        BootKey.address("peer", Ipv4Address.LOOPBACK).meaning("an address"))
                .property("audit", "false")
                .property("edition", "small")
                .property("trace", "true");
    }
}
