package dev.morgana.runtime.boot;

import com.oracle.svm.core.BuildPhaseProvider.AfterAnalysis;
import com.oracle.svm.core.JavaMainWrapper.JavaMainSupport;
import com.oracle.svm.core.heap.UnknownPrimitiveField;
import com.oracle.svm.core.jdk.RuntimeSupport;
import dev.morgana.runtime.machine.MachineStart;
import java.util.Arrays;
import java.util.List;
import org.graalvm.nativeimage.ImageSingletons;
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

    private static void prepend(List<String> first, JavaMainSupport main) {
        String[] given = main.mainArgs;
        String[] all = Arrays.copyOf(first.toArray(new String[0]), first.size() + given.length);
        System.arraycopy(given, 0, all, first.size(), given.length);
        main.mainArgs = all;
    }

    @Override
    public void execute(boolean isFirstIsolate) {
        Boot.read(network);
        List<String> first = Described.MACHINE.arguments();
        if (!first.isEmpty()) {
            prepend(first, ImageSingletons.lookup(JavaMainSupport.class));
        }
        VMRuntime.initialize();
        MachineStart.booted();
    }
}
