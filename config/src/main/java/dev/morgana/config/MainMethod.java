package dev.morgana.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// The method that starts a program (JLS 12.1.4): `main(String[])` before `main()`, of the class before those that it extends; static, or of an object made for it.
public final class MainMethod {
    private final Class<?> type;
    private final Method method;

    private MainMethod(Class<?> type, Method method) {
        this.type = type;
        this.method = method;
    }

    /// The main method of `type`; empty if a JVM would not start it.
    public static Optional<MainMethod> of(Class<?> type) {
        return Stream.concat(declared(type, String[].class), declared(type))
                .filter(method -> isStatic(method) || isConstructible(type))
                .findFirst()
                .map(method -> new MainMethod(type, method));
    }

    private static Stream<Method> declared(Class<?> type, Class<?>... parameters) {
        return Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
                .flatMap(c -> Stream.of(c.getDeclaredMethods()))
                .filter(method ->
                        method.getName().equals("main")
                                && method.getReturnType() == void.class
                                && !Modifier.isPrivate(method.getModifiers())
                                && Arrays.equals(method.getParameterTypes(), parameters));
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    private static boolean isConstructible(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors())
                .anyMatch(made ->
                        made.getParameterCount() == 0 && !Modifier.isPrivate(made.getModifiers()));
    }

    /// Starts the program.
    ///
    /// @throws ReflectiveOperationException with what the program threw as its cause, or if no object can be made
    public void invoke(String[] arguments) throws ReflectiveOperationException {
        Object receiver = null;
        if (!isStatic(method)) {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            receiver = constructor.newInstance();
        }
        method.setAccessible(true);
        if (method.getParameterCount() == 0) {
            method.invoke(receiver);
        } else {
            method.invoke(receiver, (Object) arguments);
        }
    }
}
