package dev.morgana.cli;

import picocli.CommandLine.Option;

/// The option that every command has.
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean requested;

    /// Whether it was given.
    boolean requested() {
        return requested;
    }
}
