package dev.morgana.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Arguments, environment, properties, streams, resources, and the ways in which a program ends.
final class ProcessChecks {
    private static final Object LOCK = new Object();

    private ProcessChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("arguments", ProcessChecks::arguments);
        checks.put("environment", ProcessChecks::environment);
        checks.put("properties", ProcessChecks::properties);
        checks.put("resource", ProcessChecks::resource);
        checks.put("echo", _ -> echo());
        checks.put("lines", _ -> lines());
        checks.put("streams", _ -> streams());
        checks.put("flood", words -> flood(Integer.parseInt(words[0])));
        checks.put("exit", words -> System.exit(Integer.parseInt(words[0])));
        checks.put("halt", words -> Runtime.getRuntime().halt(Integer.parseInt(words[0])));
        checks.put("throw", _ -> fail());
        checks.put("throw-elsewhere", _ -> failElsewhere());
        checks.put("hook", _ -> hook());
        checks.put("stubborn", _ -> stubborn());
        checks.put("wait", _ -> park());
        checks.put("threads", _ -> threads());
    }

    /// Each argument on its own line: its length in chars and its UTF-8 bytes.
    private static void arguments(String[] words) {
        for (String word : words) {
            System.out.println(
                    word.length()
                            + " "
                            + HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8)));
        }
        System.out.println(words.length + " arguments");
    }

    private static void environment(String[] names) {
        for (String name : names) {
            System.out.println(name + "=" + System.getenv(name));
        }
    }

    private static void properties(String[] names) {
        for (String name : names) {
            System.out.println(name + "=" + System.getProperty(name));
        }
    }

    private static void resource(String[] names) throws IOException {
        for (String name : names) {
            try (InputStream content = ProcessChecks.class.getResourceAsStream(name)) {
                System.out.print(
                        content == null
                                ? "none: " + name + "\n"
                                : new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /// Copies standard input, byte for byte, until its end.
    private static void echo() throws IOException {
        long bytes = System.in.transferTo(System.out);
        System.out.flush();
        System.err.println("end of file after " + bytes + " bytes");
    }

    private static void lines() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println("<" + line + ">");
        }
        System.out.println("end of file");
    }

    private static void streams() {
        System.out.println("this is stdout");
        System.err.println("this is stderr");
        System.out.print("no newline at the end of stdout");
        System.err.print("nor of stderr");
    }

    /// Numbered lines on stdout: none may be lost or torn.
    private static void flood(int lines) {
        for (int i = 0; i < lines; i++) {
            System.out.println("line " + i);
        }
    }

    private static void fail() {
        throw new IllegalStateException("thrown on purpose");
    }

    private static void failElsewhere() throws InterruptedException {
        Thread thread = new Thread(ProcessChecks::fail, "elsewhere");
        thread.start();
        thread.join();
        System.out.println("main goes on");
    }

    /// Threads in several states, each with a name and a method of its own in its stack.
    private static void threads() throws InterruptedException {
        Thread.ofPlatform().daemon().name("platform sleeper").start(ProcessChecks::sleepForEver);
        Thread.ofVirtual().name("virtual waiter").start(ProcessChecks::waitForEver);
        Thread.ofVirtual().name("ended before").start(() -> {}).join();
        Executors.newVirtualThreadPerTaskExecutor().execute(ProcessChecks::parkForEver);
        Thread blocked = new Thread(ProcessChecks::lock, "blocked");
        blocked.setDaemon(true);
        synchronized (LOCK) {
            blocked.start();
            while (blocked.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            hook();
        }
    }

    private static void sleepForEver() {
        try {
            Thread.sleep(Duration.ofDays(1000));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void parkForEver() {
        while (true) {
            LockSupport.park();
        }
    }

    private static void lock() {
        synchronized (LOCK) {
            System.out.println("locked");
        }
    }

    private static void hook() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
        park();
    }

    private static void stubborn() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(ProcessChecks::neverEnd));
        park();
    }

    private static void neverEnd() {
        System.out.println("hook stays");
        while (true) {
            try {
                park();
            } catch (InterruptedException e) {
                System.out.println("interrupted, stays nevertheless");
            }
        }
    }

    private static void park() throws InterruptedException {
        System.out.println("waiting");
        Thread.sleep(Long.MAX_VALUE);
    }
}
