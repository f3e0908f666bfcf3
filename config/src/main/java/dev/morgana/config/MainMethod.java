package dev.morgana.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/// What makes a class startable (JLS 12.1.4).
final class MainMethod {
    private MainMethod() {}

    /// Whether the class, or one that it extends, has a `main` that a JVM would start.
    static boolean isIn(Class<?> type) {
        return Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
                .flatMap(c -> Stream.of(c.getDeclaredMethods()))
                .anyMatch(method -> isMain(method) && (isStatic(method) || isConstructible(type)));
    }

    private static boolean isMain(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean fits =
                parameters.length == 0
                        || (parameters.length == 1 && parameters[0] == String[].class);
        return method.getName().equals("main")
                && method.getReturnType() == void.class
                && !Modifier.isPrivate(method.getModifiers())
                && fits;
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    private static boolean isConstructible(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors())
                .anyMatch(made ->
                        made.getParameterCount() == 0 && !Modifier.isPrivate(made.getModifiers()));
    }
}
