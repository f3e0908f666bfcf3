package dev.morgana.runtime.thread;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import com.oracle.svm.core.c.function.CEntryPointActions;
import com.oracle.svm.core.c.function.CEntryPointErrors;
import com.oracle.svm.core.c.function.CEntryPointOptions;
import com.oracle.svm.core.c.function.CEntryPointSetup.LeaveDetachThreadEpilogue;
import org.graalvm.nativeimage.Isolate;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.function.CEntryPoint.Publish;
import org.graalvm.nativeimage.c.type.CCharPointer;

/// Where the machine layer asks for a thread dump.
final class ThreadDumpEntry {
    private ThreadDumpEntry() {}

    /// Called by the machine layer in a thread of its own, which is Java's for the time of the call.
    ///
    /// @param isolate the start of the Java heap's range
    @CEntryPoint(name = "morgana_dump_threads", publishAs = Publish.SymbolOnly)
    @CEntryPointOptions(prologue = Attach.class, epilogue = LeaveDetachThreadEpilogue.class)
    static void dump(Isolate isolate) {
        ThreadDump.print();
    }

    /// Makes the running thread a daemon thread of Java.
    private static final class Attach implements CEntryPointOptions.Prologue {
        private static final CGlobalData<CCharPointer> FAILURE =
                CGlobalDataFactory.createCString("no thread for the thread dump");

        /// Called by the code that the builder makes for the entry.
        @SuppressWarnings("UnusedMethod")
        @Uninterruptible(reason = "The thread is not Java's yet.")
        static void enter(Isolate isolate) {
            int code = CEntryPointActions.enterAttachThread(isolate, false, true);
            if (code != CEntryPointErrors.NO_ERROR) {
                CEntryPointActions.failFatally(code, FAILURE.get());
            }
        }
    }
}
