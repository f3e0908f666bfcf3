package dev.morgana.probe;

import java.util.ArrayList;
import java.util.Map;

/// What memory the machine has, and what becomes of it.
final class MemoryChecks {
    private MemoryChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("memory-counters", _ -> counters());
        checks.put("memory-flat", words -> flat(Integer.parseInt(words[0])));
    }

    /// Prints the counters, then again with a megabyte more in use and a whole collection later.
    private static void counters() throws ReflectiveOperationException {
        System.out.println(snapshot());
        byte[] more = new byte[1 << 20];
        System.gc();
        System.out.println(snapshot());
        System.out.println("held " + more.length);
    }

    /// Does the same work `rounds` times, and prints the counters after each: threads of both kinds, garbage, a full heap.
    private static void flat(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 20; i++) {
                threads.add(Thread.ofPlatform().start(MemoryChecks::garbage));
                threads.add(Thread.ofVirtual().start(MemoryChecks::garbage));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            ExhaustionChecks.exhaustOnce(round);
            System.gc();
            System.out.println(snapshot());
        }
    }

    private static void garbage() {
        Object last = "";
        for (int i = 0; i < 200; i++) {
            last = new byte[i * 100];
        }
        if (last.hashCode() == 0) {
            System.out.println("zero");
        }
    }

    /// By reflection, because an application's class path has no library OS on it.
    private static Object snapshot() throws ReflectiveOperationException {
        return Class.forName("dev.morgana.runtime.memory.MemoryCounters")
                .getMethod("snapshot")
                .invoke(null);
    }
}
