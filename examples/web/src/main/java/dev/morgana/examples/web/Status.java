package dev.morgana.examples.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Tells, as JSON, how the program is doing, and how the machine does where it has files that tell: a Morgana image has them, and they
/// hold JSON.
final class Status {
    private static final String NETWORK = "/proc/morgana/network";
    private static final String MEMORY = "/proc/morgana/memory";

    private final long started = System.nanoTime();
    private final ThreadGroup threads = root(Thread.currentThread().getThreadGroup());
    private final Router router;

    /// The state of a program whose requests go through `router`.
    Status(Router router) {
        this.router = router;
    }

    /// Answers with the present state.
    void serve(HttpExchange exchange) throws IOException {
        Exchanges.bytes(exchange, 200, "application/json", json().getBytes(StandardCharsets.UTF_8));
    }

    private String json() {
        var runtime = Runtime.getRuntime();
        return "{\n"
                + text("java", System.getProperty("java.version", "?"))
                + text("vm", System.getProperty("java.vm.name", "?"))
                + text(
                        "os",
                        System.getProperty("os.name", "?")
                                + " "
                                + System.getProperty("os.arch", "?"))
                + number("processors", runtime.availableProcessors())
                + number("uptimeMillis", (System.nanoTime() - started) / 1_000_000)
                + number("timeMillis", System.currentTimeMillis())
                + number("requests", router.requests())
                + number("requestsActive", router.active())
                + number("platformThreads", threads.activeCount())
                + number("memoryUsed", runtime.totalMemory() - runtime.freeMemory())
                + number("memoryCommitted", runtime.totalMemory())
                + number("memoryMaximum", runtime.maxMemory())
                + state("network", NETWORK)
                + state("memory", MEMORY)
                + "  \"name\": \"morgana web example\"\n}\n";
    }

    /// What a file of the machine's state holds, or nothing where there is none.
    private static String state(String name, String file) {
        try (var content = new FileInputStream(file)) {
            String value = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return "  \"" + name + "\": " + value.strip() + ",\n";
        } catch (IOException e) {
            return "";
        }
    }

    /// The group that all platform threads are in.
    private static ThreadGroup root(ThreadGroup group) {
        ThreadGroup parent = group.getParent();
        return parent == null ? group : root(parent);
    }

    private static String number(String name, long value) {
        return "  \"" + name + "\": " + value + ",\n";
    }

    private static String text(String name, String value) {
        return "  \"" + name + "\": \"" + escaped(value) + "\",\n";
    }

    /// RFC 8259 section 7: quotation mark, reverse solidus and control characters must be escaped.
    private static String escaped(String value) {
        var out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u").append(Integer.toHexString(c | 0x10000).substring(1));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
