/// Measures images against something real in the same run, and prints ratios.
///
/// [dev.morgana.benchmarks.Main] runs the benchmark that its first argument names: [dev.morgana.benchmarks.BootBenchmark]
/// compares the start of `examples/hello` with an empty kernel, [dev.morgana.benchmarks.WebBenchmark] compares `examples/web`
/// with the same program on the JVM. [dev.morgana.benchmarks.Qemu] starts virtual machines without the tool around them,
/// [dev.morgana.benchmarks.HttpConnection] and [dev.morgana.benchmarks.HttpLoad] are the client, [dev.morgana.benchmarks.Samples]
/// and [dev.morgana.benchmarks.Table] what is printed.
@NullMarked
package dev.morgana.benchmarks;

import org.jspecify.annotations.NullMarked;
