package dev.morgana.probe;

import java.lang.reflect.Array;
import java.util.Map;
import java.util.Random;

/// Making and copying arrays, which an image does in its own way, against element by element.
final class ArrayChecks {
    private static final int COPIES = 20_000;
    private static final int LONGEST = 100;

    private ArrayChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("arrays", words -> arrays(new Random(Long.parseLong(words[0]))));
    }

    private static void arrays(Random random) {
        for (int i = 0; i < COPIES; i++) {
            copy(random);
        }
        outside(new byte[9], new byte[9]);
        outside(new Object[9], new String[9]);
        refused(() -> System.arraycopy(new int[9], 0, new long[9], 0, 1));
        refused(() -> System.arraycopy(new Object[] {1}, 0, new String[1], 0, 1));
        refused(() -> System.arraycopy(new Object[1], 0, new byte[1], 0, 1));
        System.out.println(COPIES + " copies");
    }

    /// One copy between new arrays, or within one, also onto itself.
    private static void copy(Random random) {
        Object from = array(random);
        boolean within = random.nextInt(3) == 0;
        Object to = within ? from : like(from, random.nextInt(LONGEST));
        int length = random.nextInt(1 + Math.min(Array.getLength(from), Array.getLength(to)));
        int source = random.nextInt(1 + Array.getLength(from) - length);
        int target = random.nextInt(1 + Array.getLength(to) - length);
        Object[] expected = new Object[Array.getLength(to)];
        for (int i = 0; i < expected.length; i++) {
            boolean copied = i >= target && i < target + length;
            expected[i] = copied ? Array.get(from, source + i - target) : Array.get(to, i);
        }
        System.arraycopy(from, source, to, target, length);
        for (int i = 0; i < expected.length; i++) {
            if (!expected[i].equals(Array.get(to, i))) {
                throw new AssertionError(
                        to.getClass() + " " + source + " " + target + " " + length + " at " + i);
            }
        }
    }

    /// A new array, which is zero before it is filled.
    private static Object array(Random random) {
        int length = random.nextInt(LONGEST);
        Object made =
                switch (random.nextInt(6)) {
                    case 0 -> new byte[length];
                    case 1 -> new char[length];
                    case 2 -> new int[length];
                    case 3 -> new long[length];
                    case 4 -> new double[length];
                    default -> new Integer[length];
                };
        for (int i = 0; i < length; i++) {
            requireNothing(Array.get(made, i));
            set(made, i, random.nextInt());
        }
        return made;
    }

    private static Object like(Object other, int length) {
        Object made = Array.newInstance(other.getClass().getComponentType(), length);
        for (int i = 0; i < length; i++) {
            requireNothing(Array.get(made, i));
            set(made, i, i);
        }
        return made;
    }

    private static void requireNothing(Object element) {
        boolean nothing =
                switch (element) {
                    case null -> true;
                    case Character letter -> letter == 0;
                    case Number number -> number.doubleValue() == 0;
                    default -> false;
                };
        if (!nothing) {
            throw new AssertionError("a new array holds " + element);
        }
    }

    private static void set(Object array, int at, int value) {
        switch (array) {
            case byte[] bytes -> bytes[at] = (byte) value;
            case char[] letters -> letters[at] = (char) value;
            default -> Array.set(array, at, value);
        }
    }

    private static void outside(Object from, Object to) {
        refused(() -> System.arraycopy(from, -1, to, 0, 1));
        refused(() -> System.arraycopy(from, 0, to, -1, 1));
        refused(() -> System.arraycopy(from, 0, to, 0, -1));
        refused(() -> System.arraycopy(from, 1, to, 0, 9));
        refused(() -> System.arraycopy(from, 0, to, 9, 1));
        refused(() -> System.arraycopy(from, Integer.MAX_VALUE, to, 0, 1));
    }

    private static void refused(Runnable copy) {
        try {
            copy.run();
        } catch (ArrayStoreException | IndexOutOfBoundsException e) {
            return;
        }
        throw new AssertionError("copied");
    }
}
