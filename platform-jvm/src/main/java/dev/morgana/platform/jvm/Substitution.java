package dev.morgana.platform.jvm;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/// A class whose methods replace those of another, marked with the annotations of the image builder: `@Substitute` replaces a method, `@Alias` names a member that
/// the code uses. A method without either is a lambda's body or a helper and moves along.
final class Substitution {
    private static final String ANNOTATIONS = "Lcom/oracle/svm/core/annotate/";
    private static final String SUBSTITUTE = ANNOTATIONS + "Substitute;";
    private static final String ALIAS = ANNOTATIONS + "Alias;";
    private static final String TARGET = ANNOTATIONS + "TargetClass;";

    /// What is not woven here.
    private static final Set<String> UNKNOWN =
            Set.of(
                    ANNOTATIONS + "Inject;",
                    ANNOTATIONS + "Delete;",
                    ANNOTATIONS + "KeepOriginal;",
                    ANNOTATIONS + "AnnotateOriginal;",
                    ANNOTATIONS + "RecomputeFieldValue;");

    /// Before the name of a method that moves along.
    private static final String MOVED = "morgana$";

    private final ClassNode node;

    /// @param node the substituting class, under the name of the class that it substitutes
    Substitution(ClassNode node) {
        this.node = node;
    }

    /// The internal name of the class that `node` substitutes.
    ///
    /// @throws IllegalArgumentException if it names none
    static String target(ClassNode node) {
        var target = find(node.visibleAnnotations, TARGET);
        for (int i = 0; target != null && i < target.values.size(); i += 2) {
            Object value = target.values.get(i + 1);
            switch ((String) target.values.get(i)) {
                case "value" -> {
                    return ((Type) value).getInternalName();
                }
                case "className" -> {
                    return ((String) value).replace('.', '/');
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException(node.name + " names no class to substitute");
    }

    /// Changes `original`, and returns it.
    ///
    /// @throws IllegalArgumentException if it lacks a member that is substituted or used
    ClassNode into(ClassNode original) {
        for (FieldNode field : node.fields) {
            if (find(field.visibleAnnotations, ALIAS) != null) {
                var own = field(original, field);
                own.access = Opened.open(own.access) & ~Opcodes.ACC_FINAL;
                original.access = Opened.open(original.access);
            }
        }
        for (MethodNode method : node.methods) {
            if (method.visibleAnnotations != null) {
                refuseUnknown(method);
            }
            if (find(method.visibleAnnotations, SUBSTITUTE) != null) {
                replace(original, method);
            } else if (find(method.visibleAnnotations, ALIAS) != null) {
                var own = method(original, method);
                own.access = Opened.open(own.access);
                original.access = Opened.open(original.access);
            } else if (!method.name.startsWith("<")) {
                method.name = MOVED + method.name;
                renameCalls(method);
                original.methods.add(method);
            }
        }
        return original;
    }

    private void replace(ClassNode original, MethodNode substitute) {
        var own = method(original, substitute);
        int access = own.access & ~(Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT);
        original.methods.set(original.methods.indexOf(own), substitute);
        substitute.access = access;
        renameCalls(substitute);
    }

    /// Calls of methods that move along.
    private void renameCalls(MethodNode method) {
        for (var instruction : method.instructions) {
            switch (instruction) {
                case MethodInsnNode call when moves(call.owner, call.name, call.desc) ->
                        call.name = MOVED + call.name;
                case InvokeDynamicInsnNode lambda -> {
                    for (int i = 0; i < lambda.bsmArgs.length; i++) {
                        lambda.bsmArgs[i] = renamed(lambda.bsmArgs[i]);
                    }
                }
                default -> {}
            }
        }
    }

    private Object renamed(Object argument) {
        if (argument instanceof Handle handle
                && moves(handle.getOwner(), handle.getName(), handle.getDesc())) {
            return new Handle(
                    handle.getTag(),
                    handle.getOwner(),
                    MOVED + handle.getName(),
                    handle.getDesc(),
                    handle.isInterface());
        }
        return argument;
    }

    private boolean moves(String owner, String name, String type) {
        return owner.equals(node.name)
                && !name.startsWith("<")
                && node.methods.stream()
                        .anyMatch(method ->
                                method.desc.equals(type)
                                        && isMoved(method)
                                        && (method.name.equals(name)
                                                || method.name.equals(MOVED + name)));
    }

    private static boolean isMoved(MethodNode method) {
        return find(method.visibleAnnotations, SUBSTITUTE) == null
                && find(method.visibleAnnotations, ALIAS) == null;
    }

    private FieldNode field(ClassNode original, FieldNode named) {
        return original.fields.stream()
                .filter(own -> own.name.equals(named.name) && own.desc.equals(named.desc))
                .findFirst()
                .orElseThrow(() -> lacking(named.name, named.desc));
    }

    private MethodNode method(ClassNode original, MethodNode named) {
        return original.methods.stream()
                .filter(own -> own.name.equals(named.name) && own.desc.equals(named.desc))
                .findFirst()
                .orElseThrow(() -> lacking(named.name, named.desc));
    }

    private IllegalArgumentException lacking(String name, String type) {
        return new IllegalArgumentException(node.name + " has no " + name + " " + type);
    }

    private void refuseUnknown(MethodNode method) {
        for (AnnotationNode annotation : method.visibleAnnotations) {
            if (UNKNOWN.contains(annotation.desc)) {
                throw new IllegalArgumentException(
                        node.name + "." + method.name + " has " + annotation.desc);
            }
        }
    }

    private static @Nullable AnnotationNode find(
            @Nullable List<AnnotationNode> annotations, String type) {
        return annotations == null
                ? null
                : annotations.stream()
                        .filter(annotation -> annotation.desc.equals(type))
                        .findFirst()
                        .orElse(null);
    }
}
