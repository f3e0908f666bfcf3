package dev.morgana.cli;

import java.util.List;
import picocli.CommandLine;

/// Makes the command objects with what they need.
final class CommandFactory implements CommandLine.IFactory {
    private final Terminal terminal;
    private final List<String> programArguments;

    CommandFactory(Terminal terminal, List<String> programArguments) {
        this.terminal = terminal;
        this.programArguments = programArguments;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(terminal, programArguments));
        }
        if (type == BuildCommand.class) {
            return type.cast(new BuildCommand(terminal));
        }
        if (type == VerifyCommand.class) {
            return type.cast(new VerifyCommand(terminal));
        }
        if (type == DescribeCommand.class) {
            return type.cast(new DescribeCommand(terminal));
        }
        if (type == InitCommand.class) {
            return type.cast(new InitCommand(terminal));
        }
        if (type == InstallCommand.class) {
            return type.cast(new InstallCommand(terminal));
        }
        if (type == TestCommand.class) {
            return type.cast(new TestCommand(terminal));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
