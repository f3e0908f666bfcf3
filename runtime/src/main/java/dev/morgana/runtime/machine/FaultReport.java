package dev.morgana.runtime.machine;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.function.CEntryPointOptions;
import com.oracle.svm.core.heap.RestrictHeapAccess;
import com.oracle.svm.core.log.Log;
import com.oracle.svm.core.stack.StackOverflowCheck;
import com.oracle.svm.core.stack.ThreadStackPrinter;
import com.oracle.svm.core.stack.ThreadStackPrinter.StackFramePrintVisitor;
import com.oracle.svm.core.thread.VMThreads.SafepointBehavior;
import org.graalvm.nativeimage.CurrentIsolate;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.function.CEntryPoint.Publish;
import org.graalvm.nativeimage.c.function.CodePointer;
import org.graalvm.word.Pointer;

/// The Java part of the machine layer's report of a fault.
final class FaultReport {
    private static final StackFramePrintVisitor FRAMES = new StackFramePrintVisitor();

    private FaultReport() {}

    /// Called by the machine layer with the registers of thread and heap base as they were at the fault. The thread never runs again.
    @CEntryPoint(name = "morgana_print_java_stack", publishAs = Publish.SymbolOnly)
    @CEntryPointOptions(
            prologue = CEntryPointOptions.NoPrologue.class,
            epilogue = CEntryPointOptions.NoEpilogue.class)
    @RestrictHeapAccess(
            access = RestrictHeapAccess.Access.NO_ALLOCATION,
            reason = "The heap may be what is broken.")
    @Uninterruptible(reason = "Nothing may wait for this thread any more.")
    static void print(CodePointer ip, Pointer sp) {
        SafepointBehavior.preventSafepoints();
        StackOverflowCheck.singleton().disableStackOverflowChecksForFatalError();
        print0(ip, sp);
    }

    @Uninterruptible(
            reason = "The walk itself needs no protection: no other thread can move anything.",
            calleeMustBe = false)
    private static void print0(CodePointer ip, Pointer sp) {
        Log log = Log.log();
        log.string("Java stack:").newline();
        ThreadStackPrinter.printStacktrace(
                CurrentIsolate.getCurrentThread(), sp, ip, FRAMES.reset(1), log);
    }
}
