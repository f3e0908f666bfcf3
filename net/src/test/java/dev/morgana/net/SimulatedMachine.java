package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.morgana.testkit.Port;
import dev.morgana.testkit.SimulatedNetwork;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A whole stack on a simulated network.
public final class SimulatedMachine implements SimulatedNetwork.Node {
    private static final long SHORTAGE_PAUSE = 10_000_000;

    /// What the stack takes its buffers from.
    public final PacketPool pool = new PacketPool(2048, 256);

    /// The stack.
    public final NetworkInterface stack;

    private @Nullable Port port;

    /// Runs what the machine's program does, after each poll.
    private LongConsumer program = now -> {};

    private SimulatedMachine(long mac, InterfaceConfiguration configuration) {
        Random random = new Random(mac);
        Outbox outbox =
                frame -> {
                    port().send(Arrays.copyOfRange(frame.array(), frame.start(), frame.end()));
                    frame.release();
                    return true;
                };
        stack =
                NetworkInterface.over(
                        new Card(new MacAddress(mac), 1500, outbox),
                        pool,
                        random::nextLong,
                        configuration);
        stack.tcp();
        stack.udp();
    }

    /// A machine with this MAC address, started and connected.
    public static SimulatedMachine on(
            SimulatedNetwork network, long mac, InterfaceConfiguration configuration) {
        SimulatedMachine machine = new SimulatedMachine(mac, configuration);
        machine.port = network.attach(machine);
        machine.stack.start(network.clock().now());
        return machine;
    }

    /// What the machine's program does, after each poll; it must not wait.
    public void program(LongConsumer run) {
        program = run;
    }

    /// The machine's cable.
    public Port port() {
        return present(port);
    }

    @Override
    public void input(byte[] frame, long now) {
        PacketBuffer buffer = pool.take();
        if (buffer != null) {
            buffer.append(frame, 0, frame.length);
            stack.input(buffer, now);
        }
    }

    @Override
    public long poll(long now) {
        try {
            stack.poll(now);
            program.accept(now);
            return stack.poll(now);
        } catch (OutOfMemoryError e) {
            // as whoever calls the stack in an image does
            return now + SHORTAGE_PAUSE;
        }
    }

    private static <T> T present(@Nullable T value) {
        assertNotNull(value);
        return value;
    }
}
