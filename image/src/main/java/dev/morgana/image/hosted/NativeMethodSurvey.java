package dev.morgana.image.hosted;

import com.oracle.graal.pointsto.meta.AnalysisMethod;
import com.oracle.svm.hosted.annotation.CustomSubstitutionMethod;
import com.oracle.svm.hosted.substitute.SubstitutionMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.vm.ci.meta.ResolvedJavaMethod;

/// Finds the native methods that the program can reach, and who implements each.
///
/// The builder leaves a native method in one of three states: replaced by Java code (a substitution), called through JNI (a wrapper
/// of the builder's), or handled by the builder itself. The second kind needs a C function of a known name; where the machine layer has none,
/// nobody implements the method.
final class NativeMethodSurvey {
    private static final int LONGEST_PATH = 60;

    private final Set<String> machineSymbols;
    private final List<String> lines = new ArrayList<>();
    private int missing;

    /// @param machineSymbols the C functions of the machine layer
    NativeMethodSurvey(List<String> machineSymbols) {
        this.machineSymbols = new HashSet<>(machineSymbols);
    }

    /// Looks at one method of the analysis.
    void visit(AnalysisMethod method) {
        if (!method.isReachable()) {
            return;
        }
        var wrapped = method.getWrapped();
        if (wrapped instanceof SubstitutionMethod substitution) {
            if (substitution.getOriginal().isNative() && isOurs(substitution.getAnnotated())) {
                add("JAVA", method, substitution.getOriginal());
            }
        } else if (wrapped instanceof CustomSubstitutionMethod custom
                && isJniWrapper(custom)
                && isOfTheJdk(method)) {
            boolean present = machineSymbols.contains(symbol(custom.getOriginal()));
            add(present ? "MACHINE" : "MISSING", method, custom.getOriginal());
            missing += present ? 0 : 1;
        }
    }

    /// How many of the methods nobody implements.
    int missing() {
        return missing;
    }

    /// One line for each method, sorted: who implements it, its name, its C symbol, and for a missing one the calls that reach it, separated by tabs.
    List<String> report() {
        return lines.stream().sorted().toList();
    }

    private void add(String origin, AnalysisMethod method, ResolvedJavaMethod original) {
        var line =
                new StringBuilder(origin)
                        .append('\t')
                        .append(original.format("%H.%n(%P)"))
                        .append('\t')
                        .append(symbol(original));
        if (origin.equals("MISSING")) {
            Arrays.stream(method.getParsingContext())
                    .limit(LONGEST_PATH)
                    .forEach(call -> line.append('\t').append(readable(call)));
        }
        lines.add(line.toString());
    }

    /// The builder's roots are frames with a phrase in place of a class.
    private static String readable(StackTraceElement call) {
        return call.getMethodName().isEmpty() ? call.getClassName() : call.toString();
    }

    private static boolean isOurs(ResolvedJavaMethod method) {
        return method.getDeclaringClass().toJavaName().startsWith("dev.morgana.");
    }

    private static boolean isJniWrapper(CustomSubstitutionMethod method) {
        // The class is not public; its name is the only handle.
        return method.getClass().getSimpleName().equals("JNINativeCallWrapperMethod");
    }

    /// Native methods of the program's own have no library here; they throw as they do on a JVM that cannot find the library.
    private static boolean isOfTheJdk(AnalysisMethod method) {
        return method.getDeclaringClass().getJavaClass().getModule().isNamed();
    }

    /// The short name of JNI's specification, chapter 2: `Java_`, the class and the method, with escapes.
    static String symbol(ResolvedJavaMethod method) {
        return "Java_"
                + mangle(method.getDeclaringClass().toJavaName())
                + "_"
                + mangle(method.getName());
    }

    static String mangle(String name) {
        var mangled = new StringBuilder();
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            switch (c) {
                case '.', '/' -> mangled.append('_');
                case '_' -> mangled.append("_1");
                case ';' -> mangled.append("_2");
                case '[' -> mangled.append("_3");
                default ->
                        mangled.append(
                                isPlain(c) ? Character.toString(c) : "_0%04x".formatted((int) c));
            }
        }
        return mangled.toString();
    }

    private static boolean isPlain(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }
}
