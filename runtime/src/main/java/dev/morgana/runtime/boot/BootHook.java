package dev.morgana.runtime.boot;

import com.oracle.svm.core.BuildPhaseProvider.AfterAnalysis;
import com.oracle.svm.core.heap.UnknownPrimitiveField;
import com.oracle.svm.core.jdk.RuntimeSupport;
import dev.morgana.runtime.machine.MachineStart;
import org.graalvm.nativeimage.VMRuntime;

/// Runs when the Java runtime is ready, right before `main`.
public final class BootHook implements RuntimeSupport.Hook {
    /// Whether the image holds a network; known when the analysis is done.
    @UnknownPrimitiveField(availability = AfterAnalysis.class)
    private boolean network;

    /// Says, while the image is built, whether it holds a network.
    public void network(boolean reachable) {
        network = reachable;
    }

    @Override
    public void execute(boolean isFirstIsolate) {
        Boot.read(network);
        VMRuntime.initialize();
        MachineStart.booted();
    }
}
