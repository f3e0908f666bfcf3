package dev.morgana.image.edited;

import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A change to the code of a class that is not ours: of the JDK or of GraalVM.
///
/// @param module the module of the class
/// @param type the binary name of the class
/// @param change what changes in it
public record Edit(String module, String type, Change change) {

    /// A change that knows whether it found its place.
    @FunctionalInterface
    public interface Change {
        /// A transform that calls `applied` for each place that it changes.
        ClassTransform transform(ClassModel model, Runnable applied);
    }

    /// New code in place of a call, or around it.
    @FunctionalInterface
    public interface Code {
        /// Writes what does the work of `call`, with its operands on the stack.
        void write(CodeBuilder code, InvokeInstruction call);
    }

    /// Code in place of each call that `wanted` picks.
    public static Change calls(Predicate<InvokeInstruction> wanted, Code replacement) {
        return callsIn(_ -> true, wanted, replacement);
    }

    /// Code in place of each call in the methods named `method` that `wanted` picks.
    public static Change callsIn(
            String method, Predicate<InvokeInstruction> wanted, Code replacement) {
        return callsIn(m -> m.methodName().equalsString(method), wanted, replacement);
    }

    private static Change callsIn(
            Predicate<MethodModel> methods, Predicate<InvokeInstruction> wanted, Code replacement) {
        return (_, applied) ->
                ClassTransform.transformingMethodBodies(
                        methods,
                        (code, element) -> {
                            if (element instanceof InvokeInstruction call && wanted.test(call)) {
                                replacement.write(code, call);
                                applied.run();
                            } else {
                                code.with(element);
                            }
                        });
    }

    /// Code before each write to the static field `name`, with the value on the stack.
    public static Change puts(String name, Consumer<CodeBuilder> before) {
        return (_, applied) ->
                ClassTransform.transformingMethodBodies((code, element) -> {
                    if (element instanceof FieldInstruction put
                            && put.opcode() == Opcode.PUTSTATIC
                            && put.name().equalsString(name)) {
                        before.accept(code);
                        applied.run();
                    }
                    code.with(element);
                });
    }

    /// Code at the beginning of each method named `method`.
    public static Change first(String method, Consumer<CodeBuilder> code) {
        return (_, applied) ->
                ClassTransform.transformingMethods(
                        m -> m.methodName().equalsString(method),
                        MethodTransform.transformingCode(
                                new CodeTransform() {
                                    @Override
                                    public void atStart(CodeBuilder builder) {
                                        code.accept(builder);
                                        applied.run();
                                    }

                                    @Override
                                    public void accept(CodeBuilder builder, CodeElement element) {
                                        builder.with(element);
                                    }
                                }));
    }

    /// Other code for the method `name` with the type `type`, a descriptor.
    public static Change body(String name, String type, Consumer<CodeBuilder> code) {
        return (_, applied) ->
                (builder, element) -> {
                    if (element instanceof MethodModel method
                            && method.methodName().equalsString(name)
                            && method.methodType().equalsString(type)) {
                        builder.withMethodBody(
                                method.methodName(),
                                method.methodType(),
                                method.flags().flagsMask(),
                                code);
                        applied.run();
                    } else {
                        builder.with(element);
                    }
                };
    }

    /// A call of a method with one of `names`.
    public static Predicate<InvokeInstruction> named(String... names) {
        return call -> List.of(names).contains(call.name().stringValue());
    }
}
