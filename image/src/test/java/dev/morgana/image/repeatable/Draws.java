package dev.morgana.image.repeatable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;

/// Prints what differs between two runs of an ordinary JVM. A program of its own, for [RepeatableJdkTest].
final class Draws {
    private Draws() {}

    /// Prints.
    ///
    /// @param arguments names of classes to load first
    public static void main(String[] arguments) throws ClassNotFoundException {
        for (String name : arguments) {
            Class.forName(name, false, null);
        }
        System.out.println(Set.of("a", "b", "c", "d", "e", "f", "g", "h"));
        System.out.println(Map.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        System.out.println(new Random().nextLong() + " " + ThreadLocalRandom.current().nextLong());
        for (Class<?> type : List.of(String.class, Thread.class, List.class)) {
            System.out.println(Arrays.toString(type.getDeclaredMethods()));
            System.out.println(Arrays.toString(type.getDeclaredConstructors()));
        }
        System.out.println(CompletableFuture.supplyAsync(() -> "asynchronous").join());
        System.out.println(ForkJoinPool.commonPool().getPoolSize() + " threads of the common pool");
    }
}
