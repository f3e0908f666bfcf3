/// The program that system tests boot: [dev.morgana.probe.Main] picks a check by the first argument; [dev.morgana.probe.ProcessChecks]
/// looks at the life of the program, [dev.morgana.probe.MachineChecks] at memory, clocks and threads, and
/// [dev.morgana.probe.NetworkChecks] at sockets. Each check prints what it sees; the test on the outside knows what must be seen.
@NullMarked
package dev.morgana.probe;

import org.jspecify.annotations.NullMarked;
