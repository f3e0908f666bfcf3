package dev.morgana.image.repeatable.compiler;

import java.util.Arrays;
import jdk.vm.ci.meta.ResolvedJavaMethod;
import jdk.vm.ci.meta.ResolvedJavaType;

/// Hash codes and an order of methods that are the same in every JVM: those of the compiler interface are memory addresses.
public final class MethodHash {
    private MethodHash() {}

    /// The hash code of a class, by its name. That of a hidden class ends in a dot and its address, which do not count.
    public static int of(ResolvedJavaType type) {
        String name = type.getName();
        int address = name.indexOf('.');
        return (address < 0 ? name : name.substring(0, address)).hashCode();
    }

    /// The hash code of a method, by its class, name and types.
    public static int of(ResolvedJavaMethod method) {
        return (of(method.getDeclaringClass()) * 31 + method.getName().hashCode()) * 31
                + types(method).hashCode();
    }

    /// Sorts `methods` by name and types, and returns them.
    public static ResolvedJavaMethod[] sort(ResolvedJavaMethod[] methods) {
        Arrays.sort(methods, MethodHash::compare);
        return methods;
    }

    private static int compare(ResolvedJavaMethod a, ResolvedJavaMethod b) {
        int names = a.getName().compareTo(b.getName());
        return names != 0 ? names : types(a).compareTo(types(b));
    }

    private static String types(ResolvedJavaMethod method) {
        return method.getSignature().toMethodDescriptor();
    }
}
