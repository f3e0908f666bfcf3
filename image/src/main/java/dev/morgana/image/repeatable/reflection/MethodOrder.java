package dev.morgana.image.repeatable.reflection;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;

/// An order for the methods and constructors that reflection finds in a class, which is the same in every JVM.
///
/// HotSpot returns them in the order of the memory addresses of their names. The edited `java.lang.Class` calls this while the JVM starts,
/// before lambdas and concatenated strings work: hence plain loops.
public final class MethodOrder {
    private MethodOrder() {}

    /// The methods of a class by name, types of parameters and type of result.
    public static Method[] sort(Method[] found) {
        var sorted = new Method[found.length];
        int[] order = order(found);
        for (int i = 0; i < order.length; i++) {
            sorted[i] = found[order[i]];
        }
        return sorted;
    }

    /// The constructors of a class by types of parameters.
    public static Constructor<?>[] sort(Constructor<?>[] found) {
        var sorted = new Constructor<?>[found.length];
        int[] order = order(found);
        for (int i = 0; i < order.length; i++) {
            sorted[i] = found[order[i]];
        }
        return sorted;
    }

    /// The places in `found` of the first, the second and so on. A class has no two with the same key.
    private static int[] order(Executable[] found) {
        var keys = new String[found.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(found[i]);
        }
        var sorted = keys.clone();
        Arrays.sort(sorted);
        var order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[Arrays.binarySearch(sorted, keys[i])] = i;
        }
        return order;
    }

    private static String key(Executable executable) {
        var key = new StringBuilder(executable.getName());
        for (Class<?> type : executable.getParameterTypes()) {
            key.append(' ').append(type.getName());
        }
        if (executable instanceof Method method) {
            key.append(' ').append(method.getReturnType().getName());
        }
        return key.toString();
    }
}
