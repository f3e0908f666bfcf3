package dev.morgana.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/// What is done about an allocation that fails, in the method that the compiler compiled it into: each way holds something, allocates until the heap is full, and has to give back what it holds.
final class FailureChecks {
    /// A way to fail, and whether afterwards something is still held.
    private record Way(String name, Runnable toFail) {}

    private record Link(Object one, Object other) {}

    /// What is held by a synchronized method.
    private static final class Gate {
        synchronized void fill() {
            while (true) {
                keep(new long[16]);
            }
        }
    }

    /// Of the smallest objects, more than there is memory for when the heap counts as full.
    private static final Object[] KEPT = new Object[5000];

    private static final AtomicReference<Object> FILLING = new AtomicReference<>("nothing");
    private static final Object MONITOR = new Object();
    private static final Gate GATE = new Gate();
    private static long[] pattern = {1, 2, 3, 4};

    private static int kept;
    private static int held;

    private static final List<Way> WAYS =
            List.of(
                    new Way("finally", FailureChecks::inFinally),
                    new Way("catch Throwable", FailureChecks::inCatch),
                    new Way("lambda expression", FailureChecks::withLambda),
                    new Way("boxed number", FailureChecks::withNumber),
                    new Way("array of arrays", FailureChecks::withArrays),
                    new Way("copy", FailureChecks::withCopy),
                    new Way("clone", FailureChecks::withClone),
                    new Way("called method", FailureChecks::withCall),
                    new Way("object made before", FailureChecks::madeBefore),
                    new Way("synchronized block", FailureChecks::inBlock),
                    new Way("synchronized method", GATE::fill));

    private FailureChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("allocation-fails", _ -> all());
    }

    private static void all() {
        var failed = new boolean[WAYS.size()];
        var holds = new boolean[WAYS.size()];
        // The first use of a monitor takes memory.
        synchronized (MONITOR) {
            synchronized (GATE) {
                FILLING.set(ExhaustionChecks.full());
            }
        }
        for (int i = 0; i < holds.length; i++) {
            failed[i] = fails(WAYS.get(i).toFail());
            holds[i] = held > 0 || Thread.holdsLock(MONITOR) || Thread.holdsLock(GATE);
            held = 0;
        }
        FILLING.set("nothing");
        Arrays.fill(KEPT, null);
        for (int i = 0; i < holds.length; i++) {
            String end = holds[i] ? "held" : "given back";
            System.out.println(WAYS.get(i).name() + ": " + (failed[i] ? end : "did not fail"));
        }
    }

    private static boolean fails(Runnable toFail) {
        try {
            toFail.run();
            return false;
        } catch (OutOfMemoryError e) {
            return true;
        }
    }

    private static void keep(Object object) {
        KEPT[kept++] = object;
    }

    private static void inFinally() {
        held++;
        try {
            while (true) {
                keep(new long[16]);
            }
        } finally {
            held--;
        }
    }

    private static void inCatch() {
        held++;
        try {
            while (true) {
                keep(new long[16]);
            }
        } catch (Throwable e) {
            held--;
            throw e;
        }
    }

    private static void inBlock() {
        synchronized (MONITOR) {
            while (true) {
                keep(new long[16]);
            }
        }
    }

    private static void withLambda() {
        held++;
        try {
            while (true) {
                int number = kept;
                IntSupplier lambda = () -> number;
                keep(lambda);
            }
        } finally {
            held--;
        }
    }

    private static void withNumber() {
        held++;
        try {
            while (true) {
                keep(1000L + kept);
            }
        } finally {
            held--;
        }
    }

    private static void withArrays() {
        held++;
        try {
            while (true) {
                keep(new long[2][8]);
            }
        } finally {
            held--;
        }
    }

    private static void withCopy() {
        held++;
        try {
            while (true) {
                keep(Arrays.copyOf(pattern, 16));
            }
        } finally {
            held--;
        }
    }

    private static void withClone() {
        held++;
        try {
            while (true) {
                keep(pattern.clone());
            }
        } finally {
            held--;
        }
    }

    private static void withCall() {
        held++;
        try {
            while (true) {
                keep(link(KEPT));
            }
        } finally {
            held--;
        }
    }

    private static Object link(Object to) {
        return new Link(to, to);
    }

    /// The object is needed within the range of the handler only.
    private static void madeBefore() {
        while (true) {
            Object link = new Link(KEPT, GATE);
            held++;
            try {
                keep(link);
            } finally {
                held--;
            }
        }
    }
}
