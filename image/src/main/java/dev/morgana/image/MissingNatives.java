package dev.morgana.image;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// C functions in place of native methods that nobody implements: each throws `UnsatisfiedLinkError` with the method's name.
final class MissingNatives {
    /// The two functions of JNI's table that are needed, by their index (JNI specification, chapter 4).
    private static final String HEAD =
            """
            typedef void *const *const *Environment;
            static void *throw_missing(Environment environment, const char *name) {
                void *(*find_class)(Environment, const char *) = (void *(*)(Environment, const char *)) (*environment)[6];
                int (*throw_new)(Environment, void *, const char *) = (int (*)(Environment, void *, const char *)) (*environment)[14];
                throw_new(environment, find_class(environment, "java/lang/UnsatisfiedLinkError"), name);
                return 0;
            }
            """;

    private MissingNatives() {}

    /// The C source for `methods`. Overloads share their function, as they share JNI's short name.
    static String source(List<NativeMethod> methods) {
        var bySymbol = new TreeMap<String, String>();
        methods.forEach(method -> bySymbol.putIfAbsent(method.symbol(), method.name()));
        var source = new StringBuilder(HEAD);
        for (Map.Entry<String, String> method : bySymbol.entrySet()) {
            // Declared first: the machine layer's flags may demand it.
            source.append("void *%s(Environment environment);\n".formatted(method.getKey()));
            source.append(
                    "void *%s(Environment environment) { return throw_missing(environment, \"%s\"); }\n"
                            .formatted(method.getKey(), method.getValue()));
        }
        return source.toString();
    }
}
