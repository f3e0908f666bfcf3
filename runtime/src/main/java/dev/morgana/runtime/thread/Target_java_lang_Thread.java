package dev.morgana.runtime.thread;

import com.oracle.svm.core.SubstrateUtil;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.thread.JavaThreads;

@TargetClass(Thread.class)
final class Target_java_lang_Thread {
    /// How a virtual thread ends whose task threw something. The original lets through what the handler throws, an `OutOfMemoryError`
    /// above all, since the usual one prints; here that would leave the virtual thread's frames, and end the machine. As for platform
    /// threads, it is reported without an allocation.
    @Substitute
    void dispatchUncaughtException(Throwable e) {
        JavaThreads.dispatchUncaughtException(SubstrateUtil.cast(this, Thread.class), e);
    }
}
