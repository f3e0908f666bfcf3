package dev.morgana.image.edges.compiler;

import java.util.Set;
import jdk.graal.compiler.bytecode.Bytecode;
import jdk.graal.compiler.java.BytecodeParser;
import jdk.graal.compiler.nodes.graphbuilderconf.GraphBuilderContext;
import jdk.vm.ci.meta.ExceptionHandler;
import jdk.vm.ci.meta.JavaType;
import jdk.vm.ci.meta.ResolvedJavaMethod;
import jdk.vm.ci.meta.ResolvedJavaType;

/// Says which allocations have an exception edge, while the compiler parses bytecode.
public final class Handlers {
    private static final Set<String> CATCHING =
            Set.of(
                    "Ljava/lang/Throwable;",
                    "Ljava/lang/Error;",
                    "Ljava/lang/VirtualMachineError;",
                    "Ljava/lang/OutOfMemoryError;");

    private Handlers() {}

    /// Whether something in a method has to be done, or is said to be done, when one of its allocations fails: it holds a monitor, or has a handler for [OutOfMemoryError], by that name or another, or for
    /// all (`finally`, the end of a `synchronized` block).
    ///
    /// The whole method counts, not only what its handlers cover: the compiler puts an allocation off until the object is needed, which may be within a handler's range. A class initializer does not: a
    /// class whose initializer fails cannot be used, and one that only allocates is run by the builder.
    public static boolean handlesFailure(Bytecode code) {
        ResolvedJavaMethod method = code.getMethod();
        if (method.isClassInitializer()) {
            return false;
        }
        if (method.isSynchronized() || allocatesForCaller(method)) {
            return true;
        }
        for (ExceptionHandler handler : code.getExceptionHandlers()) {
            JavaType type = handler.getCatchType();
            if (type == null || CATCHING.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /// Whether an array is never one that the builder has to know the content of: the parameter types of a method that is looked up by reflection.
    public static boolean isOpaque(ResolvedJavaType elements) {
        return !elements.getName().equals("Ljava/lang/Class;");
    }

    /// Whether a call that boxes a number stays one, with an exception edge, in place of a node of its own, which never has any. When compiled methods are put together it does: it has been asked about before, as the method was parsed.
    public static boolean keepsBoxing(GraphBuilderContext context) {
        return !(context instanceof BytecodeParser) || context.currentBlockCatchesOOME();
    }

    /// A lambda expression's object is made here, and this is compiled into the method with the expression.
    private static boolean allocatesForCaller(ResolvedJavaMethod method) {
        return method.getName().equals("allocateInstance")
                && method.getDeclaringClass()
                        .getName()
                        .equals("Ljava/lang/invoke/DirectMethodHandle;");
    }
}
