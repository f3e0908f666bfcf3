package dev.morgana.cli;

import dev.morgana.config.ConfigurationException;
import dev.morgana.image.ImageException;
import dev.morgana.image.Versions;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.HostException;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The command `morgana`.
@Command(
        name = "morgana",
        description =
                "Compiles a Java program and the operating system services it uses into one image that boots on a hypervisor.",
        mixinStandardHelpOptions = true,
        versionProvider = Morgana.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            BuildCommand.class,
            VerifyCommand.class,
            DescribeCommand.class,
            InspectCommand.class,
            WhyCommand.class,
            InitCommand.class,
            InstallCommand.class,
            TestCommand.class,
            DoctorCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Morgana implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /// Starts the tool and ends the JVM with its status.
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /// Runs one command line within this JVM, and returns its status. Messages go to standard error.
    public static int execute(String... arguments) {
        return execute(arguments, Terminal.standardError());
    }

    /// Runs one command line and returns its status.
    static int execute(String[] arguments, Terminal terminal) {
        var words = ProgramArguments.split(arguments);
        var commandLine = commandLine(terminal, words.program());
        return commandLine.execute(words.tool().toArray(String[]::new));
    }

    /// The parser, with every command made by its constructor.
    static CommandLine commandLine(Terminal terminal, List<String> programArguments) {
        var commands = new CommandFactory(terminal, programArguments);
        var line = new CommandLine(new Morgana(), commands);
        for (var command : line.getSubcommands().values()) {
            if (command.getCommandSpec().findOption("--help") == null) {
                command.getCommandSpec()
                        .addMixin(
                                "help",
                                CommandLine.Model.CommandSpec.forAnnotatedObject(new HelpOption()));
            }
        }
        return line.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAllowOptionsAsOptionParameters(true)
                .setParameterExceptionHandler((exception, words) -> usage(exception, terminal))
                .setExecutionExceptionHandler(
                        (exception, command, result) -> failure(exception, terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: run, build, verify, describe, inspect, why, init, install, test or doctor");
    }

    private static int usage(ParameterException exception, Terminal terminal) {
        String message =
                exception.getCause() instanceof UsageException cause
                        ? cause.getMessage()
                        : exception.getMessage();
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        terminal.say(
                "%s\nSee ./%s --help (status %d)".formatted(message, command, ExitStatus.USAGE));
        return ExitStatus.USAGE;
    }

    private static int failure(Exception exception, Terminal terminal) {
        return switch (exception) {
            case UsageException wrong -> fail(terminal, wrong.getMessage(), ExitStatus.USAGE);
            case HostException missing ->
                    fail(terminal, missing.getMessage(), ExitStatus.NOT_BUILT);
            case ImageException notBuilt ->
                    fail(terminal, notBuilt.getMessage(), ExitStatus.NOT_BUILT);
            case ConfigurationException wrong ->
                    fail(terminal, wrong.getMessage(), ExitStatus.NOT_BUILT);
            case IOException files -> fail(terminal, files.toString(), ExitStatus.NOT_BUILT);
            case UncheckedIOException files ->
                    fail(
                            terminal,
                            files.getMessage() + ": " + files.getCause(),
                            ExitStatus.NOT_BUILT);
            default -> {
                exception.printStackTrace(System.err);
                yield fail(
                        terminal,
                        "this is a defect of Morgana: " + exception,
                        ExitStatus.NOT_BUILT);
            }
        };
    }

    private static int fail(Terminal terminal, @Nullable String message, int status) {
        terminal.say("%s\n(status %d is the tool's, not the program's)".formatted(message, status));
        return status;
    }

    /// What `--version` prints.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "morgana %s (GraalVM %s, JDK %s)"
                        .formatted(Versions.morgana(), Versions.graalvm(), Runtime.version())
            };
        }
    }

    /// Splits a command line at the first word `--` that is not the value of an option.
    ///
    /// @param tool the words for the tool
    /// @param program the words for the program, exactly as they came
    record ProgramArguments(List<String> tool, List<String> program) {
        static ProgramArguments split(String[] words) {
            for (int at = 0; at < words.length; at++) {
                if (words[at].equals("--qemu")) {
                    at++;
                } else if (words[at].equals("--")) {
                    return new ProgramArguments(
                            List.copyOf(Arrays.asList(words).subList(0, at)),
                            List.copyOf(Arrays.asList(words).subList(at + 1, words.length)));
                }
            }
            return new ProgramArguments(List.of(words), List.of());
        }
    }
}
