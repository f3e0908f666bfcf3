package dev.morgana.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The image builder's options, each with its reason. Measured effects stand in the design documents.
final class NativeImageOptions {
    /// Options that do not depend on the program.
    private static final List<String> FIXED =
            List.of(
                    "-H:+UnlockExperimentalVMOptions",
                    // The link step is ours, and no static libraries of a GraalVM are needed.
                    "-H:+ExitAfterRelocatableImageWrite",
                    // Facts about C headers come prepared: no compiler and no headers at build
                    // time.
                    "-H:+UseCAPCache",
                    "-H:-CheckToolchain",
                    // A thread of its own, which builds on one thread do not need.
                    "-H:DeadlockWatchdogInterval=0",
                    // Below every machine of the last ten years; the generated code then holds no
                    // AVX, whose state would have to be saved.
                    "-H:MicroArchitecture=x86-64-v2",
                    // The default pads the segments to 64 KB.
                    "-H:PageSize=4096",
                    // A place in the code is looked for from the next lower multiple of this on.
                    // Each takes eleven octets, four per cent of the code with the default 256.
                    "-H:CodeInfoIndexGranularity=1024",
                    // -Os leaves the top frames and messages out of the exceptions that the VM
                    // itself throws.
                    "-H:-ReduceImplicitExceptionStackTraceInformation",
                    // -Os does without it, and both the code and its work get less with it.
                    "-H:+PartialEscapeAnalysis",
                    // A copying collection needs twice the live heap at its peak, and a failed
                    // commit in a collection is fatal.
                    "-H:+CompactingOldGen",
                    // The smallest heap has 32 chunks, and each thing that a collection moves on
                    // its
                    // own, one that is partly filled: with 512 KB, a machine of 20 MB is all that.
                    // The image heap lies one chunk behind the start of the heap's range (link.ld).
                    "-H:AlignedHeapChunkSize=131072",
                    "-H:LargeArrayThreshold=32768",
                    // The machine layer says what the heap can have, all of it.
                    "-R:MaximumHeapSizePercent=100",
                    // Every refill of a thread's buffer costs a page fault's worth of bookkeeping;
                    // the
                    // default of 8 KB is one or more for each web request.
                    "-R:InitialTLABSize=32768",
                    // A fault is the machine layer's to report.
                    "-R:-InstallSegfaultHandler",
                    // The arguments are the program's, all of them.
                    "-H:-ParseRuntimeOptions",
                    // No control groups, no languages of Truffle, no runtime compilation, no jrt:
                    // file system in an image.
                    "-H:-UseContainerSupport",
                    "-H:-CopyLanguageResources",
                    "-H:-IncludeMethodData",
                    "-H:-AllowJRTFileSystem",
                    "-H:-MetadataTracingSupport",
                    "-H:EnableNativeAccess=ALL-UNNAMED,org.graalvm.nativeimage.builder");

    /// The whole system shares the instruction cache and the image's size with the program.
    private static final List<String> USUAL = List.of("-H:Optimize=s");

    /// What a quick build does without, beside most optimizations (ADR 30).
    private static final List<String> QUICK =
            List.of(
                    "-H:Optimize=b",
                    // Short methods are called: there is one round less over all methods, and less
                    // code to compile.
                    "-H:-AOTTrivialInline",
                    // No record of the phases of each compilation, for one that takes minutes.
                    "-H:CompilationExpirationPeriod=0");

    /// Classes that run in the builder: the runtime's substitutions and services, and this module's report.
    private static final List<String> FEATURES =
            List.of(
                    "dev.morgana.runtime.hosted.RuntimeFeature",
                    "dev.morgana.runtime.hosted.FixedProperties",
                    "dev.morgana.image.hosted.HiddenClassNames",
                    "dev.morgana.image.hosted.UnusedEdges",
                    "dev.morgana.image.hosted.ReportFeature");

    private NativeImageOptions() {}

    /// The options for one program.
    ///
    /// @param output where the builder may put files
    /// @param preparedFacts the directory of the prepared facts about C headers
    /// @param buildId stands for all that the image is made from
    static List<String> of(ImageSpec spec, Path output, Path preparedFacts, UUID buildId) {
        var options = new ArrayList<String>();
        options.add("-H:Path@driver=" + output);
        options.add("-H:Class@driver=" + spec.mainClass());
        options.add("-H:Name@driver=" + ObjectBuilder.OBJECT_NAME);
        options.add("-H:ImageBuildID@driver=" + buildId);
        options.add("-H:TempDirectory=" + output.resolve("temporary"));
        options.add("-H:CAPCacheDir=" + preparedFacts);
        // First, since they set others that the fixed ones set back.
        options.addAll(spec.options().quick() ? QUICK : USUAL);
        options.addAll(FIXED);
        options.add("-H:Features=" + String.join(",", FEATURES));
        return options;
    }
}
