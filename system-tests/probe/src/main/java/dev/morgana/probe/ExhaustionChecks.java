package dev.morgana.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// What happens when the heap is full: an error that a program catches, and a machine that goes on.
final class ExhaustionChecks {
    /// Makes what fills the heap, one thing after the other.
    private interface Source {
        Object next(int count);
    }

    private record Manner(String name, Source source) {}

    /// A chain's link; which side leads on decides whether the collector has to remember what hangs on the other.
    private record Pair(Object left, Object right) {}

    private static final List<Manner> MANNERS =
            List.of(
                    new Manner("large", _ -> new byte[256 * 1024]),
                    new Manner("small", _ -> new byte[8 * 1024]),
                    new Manner("numbers", count -> Long.valueOf(1000L + count)),
                    new Manner("tables", _ -> table()),
                    new Manner("hashes", _ -> hashed()),
                    new Manner("mixture", ExhaustionChecks::mixed));

    private ExhaustionChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("exhaust", words -> exhaust(Integer.parseInt(words[0]), words[1]));
        checks.put("exhaust-threads", words -> threads(Integer.parseInt(words[0])));
    }

    /// Fills the heap `rounds` times in the named manner, or in each in turn (`all`).
    private static void exhaust(int rounds, String manner) {
        List<Manner> manners =
                MANNERS.stream()
                        .filter(one -> manner.equals("all") || one.name().equals(manner))
                        .toList();
        for (int round = 0; round < rounds; round++) {
            Manner one = manners.get(round % manners.size());
            String caught = fill(one.source(), round % 2 == 0);
            System.out.println(round + 1 + " " + one.name() + " " + caught);
        }
    }

    /// Fills the heap once, in the manner whose turn it is.
    static void exhaustOnce(int round) {
        String caught = fill(MANNERS.get(round % MANNERS.size()).source(), round % 2 == 0);
        if (!caught.equals("java.lang.OutOfMemoryError")) {
            throw new IllegalStateException(caught);
        }
    }

    /// Fills the heap and lets go.
    ///
    /// @param toTheRight which way the chain goes that holds all
    private static String fill(Source source, boolean toTheRight) {
        Object chain = "end";
        int count = 0;
        try {
            for (; true; count++) {
                Object next = source.next(count);
                chain = toTheRight ? new Pair(next, chain) : new Pair(chain, next);
            }
        } catch (OutOfMemoryError e) {
            // Nothing is allocated here: other threads may be filling the heap.
            return length(chain, toTheRight) == count ? e.getClass().getName() : "broken chain";
        }
    }

    private static int length(Object chain, boolean toTheRight) {
        int length = 0;
        while (chain instanceof Pair(Object left, Object right)) {
            chain = toTheRight ? right : left;
            length++;
        }
        return length;
    }

    /// Several threads fill one heap at the same time, each until it is refused.
    private static void threads(int count) throws InterruptedException {
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        var caught = new String[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            Source source = MANNERS.get(i % MANNERS.size()).source();
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                VirtualThreadChecks.await(go);
                                caught[number] = fill(source, number % 2 == 0);
                            }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        for (String one : caught) {
            System.out.println(one);
        }
    }

    private static Object table() {
        var table = new Object[1000];
        for (int i = 0; i < table.length; i++) {
            table[i] = new Object[3];
        }
        return table;
    }

    /// An object whose hash comes from its address: it grows when it moves.
    private static Object hashed() {
        var object = new Object();
        return object.hashCode() == 0 ? "zero" : object;
    }

    /// Small things, and now and then one that takes a quarter of what is left.
    private static Object mixed(int count) {
        if (count % 10_000 != 0) {
            return new Object[2];
        }
        long left = Runtime.getRuntime().maxMemory() - Runtime.getRuntime().totalMemory();
        return new byte[(int) Math.max(100_000, left / 4)];
    }
}
