package dev.morgana.image.edges;

import static dev.morgana.image.edited.Edit.body;
import static dev.morgana.image.edited.Edit.callsIn;
import static dev.morgana.image.edited.Edit.first;
import static dev.morgana.image.edited.Edit.named;

import dev.morgana.image.edges.builder.Allocations;
import dev.morgana.image.edges.compiler.Handlers;
import dev.morgana.image.edited.BuilderJars;
import dev.morgana.image.edited.Edit;
import dev.morgana.image.smaller.SmallerBuilder;
import java.io.IOException;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.List;

/// Edited copies of classes of GraalVM's compiler and image builder, with which an allocation that fails is noticed by whoever has to.
public final class AllocationEdges {
    private static final String COMPILER = "jdk.graal.compiler";
    private static final String NODES = "jdk.graal.compiler.nodes.";
    private static final String FLOWS =
            "com.oracle.svm.hosted.analysis.flow.SVMMethodTypeFlowBuilder";
    private static final String PARSER_NAME = "jdk.graal.compiler.java.BytecodeParser";
    private static final ClassDesc PARSER = ClassDesc.of(PARSER_NAME);
    private static final ClassDesc BYTECODE = ClassDesc.of("jdk.graal.compiler.bytecode.Bytecode");
    private static final ClassDesc JAVA_TYPE = ClassDesc.of("jdk.vm.ci.meta.ResolvedJavaType");
    private static final ClassDesc NEW_INSTANCE =
            ClassDesc.of(NODES + "java.NewInstanceWithExceptionNode");
    private static final ClassDesc ANALYSIS_TYPE =
            ClassDesc.of("com.oracle.graal.pointsto.meta.AnalysisType");

    /// What the compiler does.
    private static final List<Edit> PARSING =
            List.of(
                    new Edit(
                            COMPILER,
                            PARSER_NAME,
                            body(
                                    "currentBlockCatchesOOME",
                                    "()Z",
                                    AllocationEdges::catchesFailure)),
                    // The builder looks for arrays of classes among those without an edge.
                    new Edit(
                            COMPILER,
                            PARSER_NAME,
                            callsIn(
                                    "createNewArray",
                                    named("currentBlockCatchesOOME"),
                                    AllocationEdges::exceptForClasses)),
                    new Edit(
                            COMPILER,
                            "jdk.graal.compiler.replacements.StandardGraphBuilderPlugins$BoxPlugin",
                            callsIn(
                                    "apply",
                                    named("currentBlockCatchesOOME"),
                                    (code, call) ->
                                            code.invokestatic(
                                                    descriptor(Handlers.class),
                                                    "keepsBoxing",
                                                    MethodTypeDesc.of(
                                                            ConstantDescs.CD_boolean,
                                                            call.owner().asSymbol())))));

    /// What the image builder does.
    private static final List<Edit> BUILDING =
            List.of(
                    // The analysis does not know that fields of such an object begin with zero.
                    new Edit(
                            SmallerBuilder.MODULE,
                            FLOWS,
                            first("delegateNodeProcessing", AllocationEdges::instanceFlow)),
                    new Edit(
                            SmallerBuilder.MODULE,
                            "com.oracle.svm.hosted.code.InliningUtilities",
                            first("isTrivialMethod", AllocationEdges::allocatingIsNotTrivial)),
                    new Edit(
                            SmallerBuilder.MODULE,
                            "com.oracle.svm.core.graal.phases.RemoveUnwindPhase",
                            callsIn(
                                    "run",
                                    named("replaceWithNonThrowing"),
                                    (code, call) ->
                                            code.invokestatic(
                                                    descriptor(Allocations.class),
                                                    "withoutEdge",
                                                    MethodTypeDesc.of(
                                                            call.typeSymbol().returnType(),
                                                            call.owner().asSymbol())))));

    private AllocationEdges() {}

    /// Writes the copies of the compiler's classes to a jar in `directory`, and returns the option that has the builder's `java` use them.
    ///
    /// @param builder the jars of the builder
    /// @throws IllegalStateException if this is not the builder that the edits were written for
    public static String compilerOption(List<Path> builder, Path directory) throws IOException {
        Path jar = directory.resolve("compiler-edges.jar");
        BuilderJars.write(builder, PARSING, List.of(Handlers.class), jar);
        return "--patch-module=%s=%s".formatted(COMPILER, jar);
    }

    /// Writes the copies of the image builder's classes to a jar in `directory`, for `--patch-module`.
    ///
    /// @param builder the jars of the builder
    /// @throws IllegalStateException if this is not the builder that the edits were written for
    public static Path builderJar(List<Path> builder, Path directory) throws IOException {
        Path jar = directory.resolve("builder-edges.jar");
        BuilderJars.write(builder, BUILDING, List.of(Allocations.class), jar);
        return jar;
    }

    /// `return !disableExplicitAllocationExceptionEdges && (calleeInOOMEBlock || Handlers.handlesFailure(code));`
    private static void catchesFailure(CodeBuilder code) {
        var no = code.newLabel();
        var yes = code.newLabel();
        code.aload(0)
                .getfield(
                        PARSER, "disableExplicitAllocationExceptionEdges", ConstantDescs.CD_boolean)
                .ifne(no)
                .aload(0)
                .getfield(PARSER, "calleeInOOMEBlock", ConstantDescs.CD_boolean)
                .ifne(yes)
                .aload(0)
                .getfield(PARSER, "code", BYTECODE)
                .invokestatic(
                        descriptor(Handlers.class),
                        "handlesFailure",
                        MethodTypeDesc.of(ConstantDescs.CD_boolean, BYTECODE))
                .ireturn()
                .labelBinding(yes)
                .iconst_1()
                .ireturn()
                .labelBinding(no)
                .iconst_0()
                .ireturn();
    }

    /// `currentBlockCatchesOOME() & Handlers.isOpaque(resolvedType)`
    private static void exceptForClasses(CodeBuilder code, InvokeInstruction call) {
        code.with(call)
                .aload(1)
                .invokestatic(
                        descriptor(Handlers.class),
                        "isOpaque",
                        MethodTypeDesc.of(ConstantDescs.CD_boolean, JAVA_TYPE))
                .iand();
    }

    /// `if (n instanceof NewInstanceWithExceptionNode node) { processNewInstance(node, (AnalysisType) node.instanceClass(), state, true); return true; }`
    private static void instanceFlow(CodeBuilder code) {
        var other = code.newLabel();
        var state =
                ClassDesc.of(
                        "com.oracle.graal.pointsto.flow.MethodTypeFlowBuilder$TypeFlowsOfNodes");
        code.aload(1)
                .instanceOf(NEW_INSTANCE)
                .ifeq(other)
                .aload(0)
                .aload(1)
                .aload(1)
                .checkcast(NEW_INSTANCE)
                .invokevirtual(NEW_INSTANCE, "instanceClass", MethodTypeDesc.of(JAVA_TYPE))
                .checkcast(ANALYSIS_TYPE)
                .aload(2)
                .iconst_1()
                .invokevirtual(
                        ClassDesc.of(FLOWS),
                        "processNewInstance",
                        MethodTypeDesc.of(
                                ConstantDescs.CD_void,
                                ClassDesc.of(NODES + "ValueNode"),
                                ANALYSIS_TYPE,
                                state,
                                ConstantDescs.CD_boolean))
                .iconst_1()
                .ireturn()
                .labelBinding(other);
    }

    /// `if (Allocations.haveNoEdge(graph)) { return false; }`
    private static void allocatingIsNotTrivial(CodeBuilder code) {
        var go = code.newLabel();
        code.aload(0)
                .invokestatic(
                        descriptor(Allocations.class),
                        "haveNoEdge",
                        MethodTypeDesc.of(
                                ConstantDescs.CD_boolean, ClassDesc.of(NODES + "StructuredGraph")))
                .ifeq(go)
                .iconst_0()
                .ireturn()
                .labelBinding(go);
    }

    private static ClassDesc descriptor(Class<?> type) {
        return ClassDesc.of(type.getName());
    }
}
