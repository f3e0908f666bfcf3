package dev.morgana.cli;

import dev.morgana.launch.Host;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `morgana test`: runs the project's own tests.
@Command(
        name = "test",
        description =
                "Runs all tests of Morgana itself, those that boot images too, and says how many passed, failed and were skipped.",
        sortOptions = false)
final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--all", description = "The long soaks too.")
    private boolean all;

    @Option(
            names = "--complete",
            description =
                    "A test for which this host lacks a program fails, instead of being skipped.")
    private boolean complete;

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        return new ProjectTests(Host.repository(), terminal).run(all, complete);
    }
}
