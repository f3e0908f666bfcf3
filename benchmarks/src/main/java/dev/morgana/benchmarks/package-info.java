/// Measures images against something real in the same run, and prints ratios.
///
/// [dev.morgana.benchmarks.Main] runs the benchmark that its first argument names: [dev.morgana.benchmarks.BootBenchmark]
/// compares the start of `examples/hello` with an empty kernel, [dev.morgana.benchmarks.WebBenchmark] compares `examples/web`
/// with the same program on the JVM, [dev.morgana.benchmarks.GuestsBenchmark] compares it with Linux in the same emulator.
/// [dev.morgana.benchmarks.Qemu] starts virtual machines without the tool around them, [dev.morgana.benchmarks.HttpConnection] and
/// [dev.morgana.benchmarks.HttpLoad] are the client, [dev.morgana.benchmarks.Samples], [dev.morgana.benchmarks.Comparison] and
/// [dev.morgana.benchmarks.Table] what is printed.
///
/// A guest ([dev.morgana.benchmarks.Guest], [dev.morgana.benchmarks.RunningGuest]) is reached over a TAP device in a network namespace
/// ([dev.morgana.benchmarks.GuestNetwork]). [dev.morgana.benchmarks.GuestParts] makes what the guests boot from:
/// [dev.morgana.benchmarks.DebianPackages] fetches, [dev.morgana.benchmarks.LinuxGuest] chooses, [dev.morgana.benchmarks.GuestFiles] packs.
@NullMarked
package dev.morgana.benchmarks;

import org.jspecify.annotations.NullMarked;
