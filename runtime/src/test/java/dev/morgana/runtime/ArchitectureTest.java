package dev.morgana.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The direction of dependencies, as docs and `module-info` state it: arrows point down only, and the layers below `sockets` know
/// neither threads nor clocks nor the JDK's own network. The classes of all modules of an image are on this module's class path.
class ArchitectureTest {
    private static final JavaClasses IMAGE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.morgana");

    /// Layers that get time and randomness as parameters and have their effects through narrow interfaces.
    private static final String[] SANS_IO = {
        "dev.morgana.wire..",
        "dev.morgana.device..",
        "dev.morgana.net..",
        "dev.morgana.virtio..",
        "dev.morgana.storage.."
    };

    /// What reaches memory outside the heap, or around the language: each of these says why in its own text.
    private static final Set<String> UNSAFE_USERS =
            Set.of(
                    "dev.morgana.runtime.thread.QuickMonitor",
                    "dev.morgana.runtime.machine.MachineCard",
                    "dev.morgana.runtime.machine.MachineConsole",
                    "dev.morgana.runtime.machine.MachineEntropy",
                    "dev.morgana.runtime.machine.MachineMemory",
                    "dev.morgana.runtime.machine.MappedMmio",
                    "dev.morgana.runtime.machine.NativeBuffers");

    private static final DescribedPredicate<JavaClass> THE_OUTSIDE =
            resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..", "java.io..");

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(IMAGE);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe(
                "one of " + wanted, type -> wanted.contains(type.getName()));
    }

    @Test
    @DisplayName("every module of an image is seen here")
    void complete() {
        for (String module :
                new String[] {"wire", "device", "net", "virtio", "sockets", "runtime"}) {
            boolean seen =
                    IMAGE.stream()
                            .anyMatch(type ->
                                    type.getPackageName().startsWith("dev.morgana." + module));
            assertTrue(seen, module);
        }
        assertFalse(IMAGE.contain(ArchitectureTest.class));
    }

    @Test
    @DisplayName(
            "wire stands on java.base alone; device and net on wire; virtio on device and wire")
    void modulesBelow() {
        holds(only("dev.morgana.wire..", "dev.morgana.wire.."));
        holds(only("dev.morgana.device..", "dev.morgana.device..", "dev.morgana.wire.."));
        holds(only("dev.morgana.net..", "dev.morgana.net..", "dev.morgana.wire.."));
        holds(
                only(
                        "dev.morgana.virtio..",
                        "dev.morgana.virtio..",
                        "dev.morgana.device..",
                        "dev.morgana.wire.."));
        holds(
                only(
                        "dev.morgana.sockets..",
                        "dev.morgana.sockets..",
                        "dev.morgana.net..",
                        "dev.morgana.device..",
                        "dev.morgana.wire.."));
    }

    /// Of Morgana's packages `module` may use only `allowed`.
    private static ArchRule only(String module, String... allowed) {
        DescribedPredicate<JavaClass> others =
                resideInAnyPackage("dev.morgana..")
                        .and(DescribedPredicate.not(resideInAnyPackage(allowed)));
        return noClasses().that().resideInAPackage(module).should().dependOnClassesThat(others);
    }

    @Test
    @DisplayName(
            "inside net: transports know of IP only its contract, IP knows no transport, DHCP and DNS stand above")
    void insideNet() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("dev.morgana.net.ip..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.morgana.net.udp..",
                                "dev.morgana.net.tcp..",
                                "dev.morgana.net.dhcp..",
                                "dev.morgana.net.dns.."));
        DescribedPredicate<JavaClass> contract =
                named(
                        "dev.morgana.net.ip.IpOutput",
                        "dev.morgana.net.ip.IpService",
                        "dev.morgana.net.ip.IcmpError",
                        "dev.morgana.net.ip.IcmpError$Kind",
                        "dev.morgana.net.ip.Delivery",
                        "dev.morgana.net.ip.Delivery$1");
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.morgana.net.udp..", "dev.morgana.net.tcp..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                                "dev.morgana.net.ip..",
                                                "dev.morgana.net.dhcp..",
                                                "dev.morgana.net.dns..")
                                        .and(DescribedPredicate.not(contract))));
        holds(slices().matching("dev.morgana.net.(udp|tcp|dhcp|dns)..").should().beFreeOfCycles());
    }

    @Test
    @DisplayName("below sockets: no network, files or streams of the JDK")
    void noOutside() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(SANS_IO)
                        .should()
                        .dependOnClassesThat(THE_OUTSIDE));
    }

    @Test
    @DisplayName("below sockets: no threads, locks, clocks or random sources")
    void noTime() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(SANS_IO)
                        .should()
                        .dependOnClassesThat(
                                named(
                                                "java.lang.Thread",
                                                "java.lang.ThreadLocal",
                                                "java.util.Random",
                                                "java.util.SplittableRandom",
                                                "java.util.UUID",
                                                "java.util.Timer",
                                                "java.util.Date",
                                                "java.util.Calendar",
                                                "java.lang.Math$RandomNumberGeneratorHolder")
                                        .or(
                                                resideInAnyPackage(
                                                                "java.util.concurrent..",
                                                                "java.util.random..",
                                                                "java.security..",
                                                                "java.time..")
                                                        .and(
                                                                DescribedPredicate.not(
                                                                        named(
                                                                                "java.util.concurrent.TimeUnit",
                                                                                "java.time.Duration"))))));
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(SANS_IO)
                        .should()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Math.class, "random"));
    }

    @Test
    @DisplayName("only runtime knows GraalVM and the JDK's internals")
    void internals() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.morgana.runtime..", "dev.morgana.image..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.graalvm..",
                                "com.oracle.svm..",
                                "jdk.internal..",
                                "jdk.graal..",
                                "sun.."));
    }

    @Test
    @DisplayName("only named classes use Unsafe")
    void unsafe() {
        DescribedPredicate<JavaClass> others =
                DescribedPredicate.describe(
                        "other than those named here",
                        type ->
                                UNSAFE_USERS.stream()
                                        .noneMatch(name -> type.getName().startsWith(name)));
        holds(
                noClasses()
                        .that(others)
                        .should()
                        .dependOnClassesThat(named("sun.misc.Unsafe", "jdk.internal.misc.Unsafe")));
    }

    @Test
    @DisplayName("no class of an image depends on the test kit or on JUnit")
    void noTests() {
        holds(
                classes()
                        .that()
                        .resideInAPackage("dev.morgana.runtime..")
                        .should()
                        .onlyDependOnClassesThat(
                                DescribedPredicate.not(
                                        resideInAnyPackage(
                                                "dev.morgana.testkit..", "org.junit.."))));
    }
}
