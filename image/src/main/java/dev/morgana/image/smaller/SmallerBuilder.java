package dev.morgana.image.smaller;

import static dev.morgana.image.edited.Edit.calls;
import static dev.morgana.image.edited.Edit.callsIn;
import static dev.morgana.image.edited.Edit.named;
import static dev.morgana.image.edited.Edit.puts;

import dev.morgana.image.edited.BuilderJars;
import dev.morgana.image.edited.Edit;
import java.io.IOException;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Edited copies of classes of GraalVM's image builder, with which an image is smaller and does the same.
public final class SmallerBuilder {
    /// The module of the builder.
    public static final String MODULE = "org.graalvm.nativeimage.builder";

    private static final String FRAMES = "com.oracle.svm.core.code.FrameInfoEncoder";
    private static final String ENCODER = "com.oracle.svm.core.code.CodeInfoEncoder";
    private static final String DECODER = "com.oracle.svm.core.code.CodeInfoDecoder";
    private static final ClassDesc INDEX = ClassDesc.of("com.oracle.svm.core.code.FrameIndex");
    private static final ClassDesc STACK =
            ClassDesc.of("jdk.graal.compiler.nodes.FrameState$StackState");

    /// Methods follow each other without gaps: the builder begins each at a multiple of 16. The alignment of constants in the code, which it derives from the same number, stays.
    private static final Edit DENSE_CODE =
            new Edit(
                    MODULE,
                    "com.oracle.svm.hosted.image.LIRNativeImageCodeCache",
                    calls(named("codeAlignment"), (code, _) -> code.iconst_1()));

    /// A frame of a stack trace is its method and line: frames that differ only in the bytecode's index are one. Nobody sees the index but by `StackWalker.StackFrame.getByteCodeIndex`.
    private static final Edit NO_INDICES =
            new Edit(
                    MODULE,
                    FRAMES,
                    callsIn("addDebugInfo", SmallerBuilder::makesFrame, SmallerBuilder::atIndex0));

    /// Where the frames of a place in the code stand takes three octets.
    private static final List<Edit> SHORT_INDICES =
            List.of(
                    new Edit(
                            MODULE,
                            ENCODER,
                            callsIn(
                                    "writeEncodedFrameInfo",
                                    named("putS4"),
                                    (code, call) ->
                                            code.invokestatic(
                                                    INDEX,
                                                    "write",
                                                    MethodTypeDesc.of(
                                                            ConstantDescs.CD_void,
                                                            call.owner().asSymbol(),
                                                            ConstantDescs.CD_long)))),
                    new Edit(
                            MODULE,
                            DECODER,
                            callsIn("loadFrameInfo", named("getS4"), SmallerBuilder::readsIndex)),
                    new Edit(
                            MODULE,
                            DECODER,
                            callsIn(
                                    "isDeoptEntryPoint",
                                    named("getS4"),
                                    SmallerBuilder::readsIndex)),
                    new Edit(
                            MODULE,
                            DECODER + "$FrameInfoCursor",
                            calls(named("getS4"), SmallerBuilder::readsIndex)),
                    new Edit(
                            MODULE,
                            DECODER,
                            puts(
                                    "FI_MEM_SIZE",
                                    code ->
                                            code.pop()
                                                    .invokestatic(
                                                            INDEX,
                                                            "sizes",
                                                            MethodTypeDesc.of(
                                                                    ConstantDescs.CD_int
                                                                            .arrayType())))));

    private SmallerBuilder() {}

    /// Writes the copies to a jar in `directory`, for `--patch-module`.
    ///
    /// @param builder the jars of the builder
    /// @param reductions says whether the reduction of a name is applied
    /// @throws IllegalStateException if this is not the builder that the edits were written for
    public static Path jar(List<Path> builder, Predicate<String> reductions, Path directory)
            throws IOException {
        var edits = new ArrayList<Edit>();
        edits.add(DENSE_CODE);
        edits.addAll(SHORT_INDICES);
        if (reductions.test("indices")) {
            edits.add(NO_INDICES);
        }
        Path jar = directory.resolve("smaller-builder.jar");
        BuilderJars.write(builder, edits, List.of(), jar);
        return jar;
    }

    private static void readsIndex(CodeBuilder code, InvokeInstruction call) {
        code.invokestatic(INDEX, "read", call.typeSymbol());
    }

    private static boolean makesFrame(InvokeInstruction call) {
        return call.name().equalsString(ConstantDescs.INIT_NAME)
                && call.owner().asInternalName().endsWith("$CompressedFrameData");
    }

    /// The last but one operand, a long, is the index, and how the frame stands to its operand stack.
    private static void atIndex0(CodeBuilder code, InvokeInstruction call) {
        int last = code.allocateLocal(TypeKind.INT);
        code.istore(last)
                .pop2()
                .iconst_0()
                .getstatic(STACK, "BeforePop", STACK)
                .invokestatic(
                        ClassDesc.of(FRAMES),
                        "encodeBci",
                        MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int, STACK))
                .iload(last)
                .with(call);
    }
}
