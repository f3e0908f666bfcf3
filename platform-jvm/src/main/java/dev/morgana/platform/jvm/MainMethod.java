package dev.morgana.platform.jvm;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

/// The method that starts a program (JLS 12.1.4): `main(String[])` before `main()`, of the class before those that it extends; static, or of an object made for it.
final class MainMethod {
    private final Class<?> type;
    private final Method method;

    /// The main method of `type`.
    ///
    /// @throws IllegalArgumentException if it has none
    MainMethod(Class<?> type) {
        this.type = type;
        this.method =
                Stream.concat(declared(type, String[].class), declared(type))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException(type + " has no main method"));
    }

    private static Stream<Method> declared(Class<?> type, Class<?>... parameters) {
        return Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
                .flatMap(c -> Stream.of(c.getDeclaredMethods()))
                .filter(candidate ->
                        candidate.getName().equals("main")
                                && candidate.getReturnType() == void.class
                                && !Modifier.isPrivate(candidate.getModifiers())
                                && Arrays.equals(candidate.getParameterTypes(), parameters));
    }

    /// Starts the program.
    ///
    /// @throws ReflectiveOperationException with what the program threw as its cause, or if no object can be made
    void invoke(String[] arguments) throws ReflectiveOperationException {
        Object receiver = null;
        if (!Modifier.isStatic(method.getModifiers())) {
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
