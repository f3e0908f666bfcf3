package dev.morgana.launch;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A system call that a process image was refused, in the words of the machine layer's report.
final class SystemCall {
    private static final Pattern REFUSED = Pattern.compile("system call (\\d{1,9}) is forbidden");

    /// Those that broken-into code tries, by Linux's numbers on x86-64 (`syscall_64.tbl`).
    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(0, "read"),
                    Map.entry(1, "write"),
                    Map.entry(2, "open"),
                    Map.entry(3, "close"),
                    Map.entry(9, "mmap"),
                    Map.entry(10, "mprotect"),
                    Map.entry(16, "ioctl"),
                    Map.entry(41, "socket"),
                    Map.entry(42, "connect"),
                    Map.entry(56, "clone"),
                    Map.entry(57, "fork"),
                    Map.entry(59, "execve"),
                    Map.entry(62, "kill"),
                    Map.entry(101, "ptrace"),
                    Map.entry(257, "openat"),
                    Map.entry(319, "memfd_create"),
                    Map.entry(322, "execveat"),
                    Map.entry(425, "io_uring_setup"),
                    Map.entry(435, "clone3"));

    private SystemCall() {}

    /// A line with the name of the call that `report` says was refused; empty if it says none, or none of these.
    static Optional<String> explain(String report) {
        return REFUSED.matcher(report)
                .results()
                .map(refused -> refused.group(1))
                .flatMap(digits ->
                        Optional.ofNullable(NAMES.get(Integer.parseInt(digits)))
                                .map(name ->
                                        "system call %s is %s: `morgana inspect` lists what the image may call, and with what"
                                                .formatted(digits, name))
                                .stream())
                .findFirst();
    }
}
