package dev.morgana.probe;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Runs the check that the first argument names, on the other arguments.
public final class Main {
    private Main() {}

    /// Exit status 0 when the check returns, 1 when it throws, 2 when there is no such check.
    public static void main(String[] arguments) throws Exception {
        Map<String, Check> checks = new TreeMap<>();
        ProcessChecks.addTo(checks);
        MachineChecks.addTo(checks);
        NetworkChecks.addTo(checks);
        FileChecks.addTo(checks);
        SecurityChecks.addTo(checks);
        CpuChecks.addTo(checks);
        MemoryChecks.addTo(checks);
        ArrayChecks.addTo(checks);
        ExhaustionChecks.addTo(checks);
        FailureChecks.addTo(checks);
        VirtualThreadChecks.addTo(checks);
        PinningChecks.addTo(checks);
        WireChecks.addTo(checks);
        StackChecks.addTo(checks);
        DatagramChecks.addTo(checks);
        ClosingChecks.addTo(checks);
        InterfaceChecks.addTo(checks);
        TextChecks.addTo(checks);
        ZipChecks.addTo(checks);
        Check check = arguments.length == 0 ? null : checks.get(arguments[0]);
        if (check == null) {
            System.err.println("checks: " + String.join(" ", checks.keySet()));
            System.exit(2);
            return;
        }
        check.run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
