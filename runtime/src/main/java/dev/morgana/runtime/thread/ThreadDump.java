package dev.morgana.runtime.thread;

import dev.morgana.runtime.machine.MachineConsole;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Prints every thread with its name, number, state and stack on standard error, in a JVM's form: platform threads first, then
/// virtual ones. There is no date at the head, as its formatting would be in every image. The program is stopped for a moment once to look at the platform threads and twice to find the virtual ones; between
/// these moments and while the text is written it runs.
public final class ThreadDump {
    private static final byte[] NO_MEMORY =
            "no memory for a thread dump\n".getBytes(StandardCharsets.UTF_8);

    private final StringBuilder text = new StringBuilder();

    private ThreadDump() {}

    /// Prints the list. One caller at a time. Without the memory for it, the program goes on all the same.
    public static void print() {
        try {
            new ThreadDump().all();
        } catch (OutOfMemoryError e) {
            MachineConsole.write(MachineConsole.ERR, NO_MEMORY, 0, NO_MEMORY.length);
        }
    }

    private void all() {
        line(
                "Full thread dump "
                        + System.getProperty("java.vm.name", "?")
                        + " ("
                        + System.getProperty("java.vm.version", "?")
                        + "):\n");
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            if (entry.getKey() != Thread.currentThread()) {
                add(entry.getKey(), entry.getValue());
            }
        }
        for (Thread thread : VirtualThreads.alive()) {
            add(thread, thread.getStackTrace());
        }
        line("Full thread dump ends.");
        flush();
    }

    private void add(Thread thread, StackTraceElement[] stack) {
        line(head(thread));
        line("   java.lang.Thread.State: " + thread.getState());
        for (StackTraceElement frame : stack) {
            line("\tat " + frame);
        }
        line("");
        flush();
    }

    private static String head(Thread thread) {
        String head = "\"" + thread.getName() + "\" #" + thread.threadId();
        if (thread.isVirtual()) {
            return head + " virtual";
        }
        return head + (thread.isDaemon() ? " daemon" : "") + " prio=" + thread.getPriority();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /// Whole threads at a time: what the program writes meanwhile comes between them, and a hundred thousand threads need no memory
    /// for their text.
    private void flush() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        MachineConsole.write(MachineConsole.ERR, bytes, 0, bytes.length);
        text.setLength(0);
    }
}
