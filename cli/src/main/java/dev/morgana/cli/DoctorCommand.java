package dev.morgana.cli;

import dev.morgana.image.Processes;
import dev.morgana.launch.Accelerator;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `morgana doctor`: says what this host has and lacks.
@Command(
        name = "doctor",
        description = "Says what this host has, what is missing, and how to get it.")
final class DoctorCommand implements Callable<Integer> {
    private static final String TESTED_JDK = "25.0.3";

    /// A command of the host's.
    ///
    /// @param command its name
    /// @param what it is for
    /// @param debianPackage where Debian and Ubuntu keep it
    /// @param needed whether nothing works without it
    private record Need(String command, String what, String debianPackage, boolean needed) {}

    private static final List<Need> NEEDS =
            List.of(
                    new Need("mvn", "builds Maven projects", "maven", true),
                    new Need("gcc", "compiles the machine layer", "gcc", true),
                    new Need("ld", "links images", "binutils", true),
                    new Need("objcopy", "writes images", "binutils", true),
                    new Need(
                            "qemu-system-x86_64",
                            "runs images in a machine of their own; else they are processes",
                            "qemu-system-x86",
                            false),
                    new Need("passt", "carries the user network of a process", "passt", false),
                    new Need("setpriv", "ends QEMU with the tool", "util-linux", false),
                    new Need(
                            "setsid",
                            "keeps the terminal's signals from QEMU",
                            "util-linux",
                            false));

    @Override
    public Integer call() throws IOException {
        boolean complete = true;
        System.out.println(jdk());
        for (var need : NEEDS) {
            var found = Host.find(need.command());
            complete &= found.isPresent() || !need.needed();
            System.out.println(
                    found.isPresent()
                            ? "ok       %s: %s".formatted(need.command(), version(found.get()))
                            : "%s  %s (%s): apt-get install --no-install-recommends %s"
                                    .formatted(
                                            need.needed() ? "MISSING" : "absent ",
                                            need.command(),
                                            need.what(),
                                            need.debianPackage()));
        }
        System.out.println(acceleration());
        return complete ? ExitStatus.OK : 1;
    }

    private static String jdk() {
        String version = System.getProperty("java.version");
        String home = System.getProperty("java.home");
        return version.equals(TESTED_JDK)
                ? "ok       JDK %s in %s".formatted(version, home)
                : "warning  JDK %s in %s: Morgana is tested with %s"
                        .formatted(version, home, TESTED_JDK);
    }

    private static String acceleration() throws IOException {
        var qemu = Host.find("qemu-system-x86_64");
        if (!Files.exists(Path.of("/dev/kvm"))) {
            return "absent   /dev/kvm: images run with QEMU's translation, several times slower";
        }
        if (qemu.isEmpty()) {
            return "unknown  /dev/kvm: QEMU is missing";
        }
        return Accelerator.choose(qemu.get(), Host.cache()) == Accelerator.KVM
                ? "ok       /dev/kvm: a machine boots with it"
                : "warning  /dev/kvm exists, but no machine boots with it: QEMU's translation is used";
    }

    /// The first line of what `command` says about its version. Asked outside of any project, whose settings Maven would read.
    private static String version(Path command) throws IOException {
        var builder = new ProcessBuilder(command.toString(), "--version").redirectErrorStream(true);
        builder.directory(Path.of("/").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Processes.waitFor(process);
        return output.lines().findFirst().orElse("").replaceAll("\\033\\[[0-9;]*m", "");
    }
}
