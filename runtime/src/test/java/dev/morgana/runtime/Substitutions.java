package dev.morgana.runtime;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The substitutions of this module, read from its classes.
final class Substitutions {
    private Substitutions() {}

    /// One substituted method.
    ///
    /// @param target name of the JDK's class
    /// @param method ours
    /// @param original the JDK's, or null if it has none with this signature
    record Substitution(String target, Method method, @Nullable Method original) {
        boolean isNative() {
            return original != null && Modifier.isNative(original.getModifiers());
        }

        boolean isStaticAsOriginal() {
            return original != null
                    && Modifier.isStatic(original.getModifiers())
                            == Modifier.isStatic(method.getModifiers());
        }

        /// Name and parameters, as in a list.
        String signature() {
            return method.getName()
                    + Arrays.stream(method.getParameterTypes())
                            .map(type -> jdkName(type).replaceAll("\\b[a-z]\\w*\\.", ""))
                            .collect(Collectors.joining(", ", "(", ")"));
        }

        /// Why it does nothing, or an empty text.
        String refusal() {
            Refused refused = method.getAnnotation(Refused.class);
            refused =
                    refused == null
                            ? method.getDeclaringClass().getAnnotation(Refused.class)
                            : refused;
            return refused == null ? "" : refused.value();
        }
    }

    /// All, by class and signature.
    static List<Substitution> all() throws IOException {
        List<Substitution> all = new ArrayList<>();
        for (Class<?> holder : holders()) {
            for (Method method : holder.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Substitute.class)) {
                    String target = jdkName(holder);
                    all.add(new Substitution(target, method, original(target, method)));
                }
            }
        }
        all.sort(Comparator.comparing(Substitution::target).thenComparing(Substitution::signature));
        return all;
    }

    private static List<Class<?>> holders() throws IOException {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.contains("Target_") && name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .sorted()
                    .<Class<?>>map(Substitutions::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Substitutions.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }

    private static @Nullable Method original(String target, Method ours) {
        List<String> wanted = names(ours);
        for (Method candidate : load(target).getDeclaredMethods()) {
            if (candidate.getName().equals(ours.getName()) && names(candidate).equals(wanted)) {
                return candidate;
            }
        }
        return null;
    }

    /// The types of result and parameters.
    private static List<String> names(Method method) {
        return Stream.concat(
                        Stream.of(method.getReturnType()),
                        Arrays.stream(method.getParameterTypes()))
                .map(Substitutions::jdkName)
                .toList();
    }

    /// The name of the JDK's class that a class of ours stands for, or the class's own.
    private static String jdkName(Class<?> type) {
        if (type.isArray()) {
            return jdkName(type.getComponentType()) + "[]";
        }
        TargetClass target = type.getAnnotation(TargetClass.class);
        if (target == null) {
            return type.getName();
        }
        String outer = target.className().isEmpty() ? target.value().getName() : target.className();
        return target.innerClass().length == 0
                ? outer
                : outer + "$" + String.join("$", target.innerClass());
    }
}
