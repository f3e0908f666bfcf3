package dev.morgana.runtime.hosted;

import com.oracle.svm.core.jdk.RuntimeSupport;
import com.oracle.svm.core.os.ImageHeapProvider;
import com.oracle.svm.hosted.FeatureImpl.DuringAnalysisAccessImpl;
import dev.morgana.net.Counters;
import dev.morgana.net.NetworkInterface;
import dev.morgana.runtime.boot.BootHook;
import dev.morgana.runtime.boot.Described;
import dev.morgana.runtime.console.StandardInput;
import dev.morgana.runtime.machine.ImageHeapInPlace;
import dev.morgana.runtime.net.Network;
import dev.morgana.runtime.net.NetworkState;
import dev.morgana.runtime.net.SpokenTransports;
import dev.morgana.runtime.net.UrlHosts;
import dev.morgana.runtime.state.StateFiles;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.lang.reflect.Method;
import org.graalvm.nativeimage.ImageSingletons;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;

/// Puts Morgana's parts into the image: where its heap lies, and what happens before `main`. The substitutions need no registration.
public final class RuntimeFeature implements Feature {
    private final BootHook bootHook = new BootHook();
    private final ModuleGraph modules = new ModuleGraph();
    private boolean readsStandardInput;

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        RuntimeClassInitialization.initializeAtBuildTime("dev.morgana.runtime");
        RuntimeClassInitialization.initializeAtBuildTime("dev.morgana.storage");
        // Values of the machine's description lie in the image heap.
        RuntimeClassInitialization.initializeAtBuildTime("dev.morgana.config");
        RuntimeClassInitialization.initializeAtBuildTime(Ipv4Address.class, Ipv4Prefix.class);
        // Names are made of its constants.
        RuntimeClassInitialization.initializeAtBuildTime(Counters.Event.class);
        // These open devices.
        RuntimeClassInitialization.initializeAtRunTime(Network.Holder.class);
        RuntimeClassInitialization.initializeAtRunTime(StandardInput.Opened.class);
        RuntimeClassInitialization.initializeAtRunTime(
                "dev.morgana.runtime.random.DeviceEntropy$Holder");
        // Limits and times of the JDK's server are system properties of the running program, not of
        // the builder.
        RuntimeClassInitialization.initializeAtRunTime("sun.net.httpserver");
        // Its only static is the format of HTTP's dates: the image holds the format, and not what
        // reads a pattern.
        RuntimeClassInitialization.initializeAtBuildTime("sun.net.httpserver.ExchangeImpl");
        ImageSingletons.add(ImageHeapProvider.class, new ImageHeapInPlace());
        NarrowReferences.use();
        modules.withoutServices();
        RandomServices.reduce();
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        RuntimeSupport.getRuntimeSupport().addInitializationHook(bootHook);
        access.registerReachabilityHandler(RuntimeFeature::networkReached, Network.class);
        access.registerReachabilityHandler(RuntimeFeature::tcpReached, transport("tcp"));
        access.registerReachabilityHandler(RuntimeFeature::udpReached, transport("udp"));
        modules.beforeAnalysis(access);
    }

    @Override
    public void afterAnalysis(AfterAnalysisAccess access) {
        bootHook.network(access.isReachable(Network.class));
        modules.afterAnalysis(access);
    }

    @Override
    public void duringAnalysis(DuringAnalysisAccess access) {
        if (Described.INPUT
                && !readsStandardInput
                && StandardInputUse.isFound((DuringAnalysisAccessImpl) access)) {
            readsStandardInput = true;
            StandardInput.usePort();
            rescan(access, StandardInput.class, "source");
            access.requireAnalysisIteration();
        }
    }

    /// The program uses the network: from now on the analysis knows what that entails.
    private static void networkReached(DuringAnalysisAccess access) {
        UrlHosts.useNetwork();
        rescan(access, UrlHosts.class, "finder");
        if (StateFiles.wanted()) {
            NetworkState.use();
            rescan(access, StateFiles.class, "network");
        }
    }

    private static Method transport(String name) {
        try {
            return NetworkInterface.class.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tcpReached(DuringAnalysisAccess access) {
        SpokenTransports.useTcp();
        rescan(access, SpokenTransports.class, "tcp");
    }

    private static void udpReached(DuringAnalysisAccess access) {
        SpokenTransports.useUdp();
        rescan(access, SpokenTransports.class, "udp");
    }

    /// A static field got another value after the analysis may have read it.
    private static void rescan(DuringAnalysisAccess access, Class<?> holder, String field) {
        try {
            ((DuringAnalysisAccessImpl) access).rescanRoot(holder.getDeclaredField(field));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
