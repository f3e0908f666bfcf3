package dev.morgana.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Virtual threads: how many there can be, and who wakes them.
final class VirtualThreadChecks {
    private VirtualThreadChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("virtual-parked", words -> parked(Integer.parseInt(words[0])));
        checks.put("virtual-sockets", words -> sockets(Integer.parseInt(words[0])));
        checks.put("virtual-input", _ -> input());
    }

    /// Parks `count` threads, each with a few frames, and lets all go on.
    private static void parked(int count) throws InterruptedException {
        var started = new CountDownLatch(count);
        var ended = new AtomicInteger();
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>(count);
        for (int i = 0; i < count; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        started.countDown();
                        await(go);
                        ended.incrementAndGet();
                    }));
        }
        started.await();
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
        System.gc();
        System.out.println("parked " + count);
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("ended " + ended.get());
    }

    /// Waits; nobody interrupts these threads.
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Pairs of virtual threads pass a byte to and fro over `count` connections; then the platform threads are listed.
    private static void sockets(int count) throws Exception {
        var clients = new ArrayList<Thread>();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < count; i++) {
                clients.add(Thread.startVirtualThread(() -> bounce(server.getLocalPort())));
                Socket accepted = server.accept();
                Thread.startVirtualThread(() -> answer(accepted));
            }
            for (Thread client : clients) {
                client.join();
            }
        }
        System.out.println("bounced");
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .forEach(name -> System.out.println("thread " + name));
    }

    private static void bounce(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(i);
                int back = socket.getInputStream().read();
                if (back != i) {
                    System.out.println("sent " + i + ", received " + back);
                }
            }
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            int octet;
            while ((octet = socket.getInputStream().read()) >= 0) {
                socket.getOutputStream().write(octet);
            }
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    /// With a single carrier one virtual thread waits for standard input, which another one asks for. The JVM has a carrier more meanwhile.
    private static void input() throws Exception {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
        var octets = new ArrayList<Integer>();
        Thread reader =
                Thread.startVirtualThread(() -> {
                    try {
                        System.out.println("reading");
                        octets.add(System.in.read());
                    } catch (IOException e) {
                        System.out.println(e);
                    }
                });
        Thread.startVirtualThread(() -> System.out.println("give me an octet"));
        reader.join();
        System.out.println("read " + octets);
    }
}
