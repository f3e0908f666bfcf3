package dev.morgana.image.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.config.ConfigurationException;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Configuration classes compiled for the test, found in a directory and asked.
class ConfigurationClassTest {
    private static final String GOOD =
            """
            import dev.morgana.config.*;
            class Good implements Configuration {
                static void main() {}
                public Machine machine() {
                    return Machine.running(Good.class)
                            .memory(MemorySize.mebibytes(20))
                            .network(NetworkCard.named("lan").address("192.0.2.10/24").gateway("192.0.2.1"))
                            .files(EmbeddedFile.at("/etc/motd", java.nio.file.Path.of("motd")))
                            .bootKeys(BootKey.integer("port", 80).range(1, 99).meaning("TCP port"));
                }
            }
            """;

    private static Path compiled(Path project, String name, String source) throws IOException {
        Path file = Files.writeString(project.resolve(name + ".java"), source);
        Path classes = Files.createDirectories(project.resolve("classes"));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                file.toString());
        assertEquals(0, status);
        return classes;
    }

    private static Optional<Machine> evaluated(Path project) throws IOException {
        Path classes = project.resolve("classes");
        return ConfigurationClass.evaluate(classes, List.of(classes), project);
    }

    private static String refusal(Path project) {
        var failure = assertThrows(ConfigurationException.class, () -> evaluated(project));
        return String.valueOf(failure.getMessage());
    }

    @Test
    void noneIsNoError(@TempDir Path project) throws IOException {
        compiled(project, "Plain", "class Plain { static void main() {} }");
        assertEquals(Optional.empty(), evaluated(project));
    }

    @Test
    void oneIsAsked(@TempDir Path project) throws IOException {
        compiled(project, "Good", GOOD);
        Files.writeString(project.resolve("motd"), "welcome");
        Machine machine = evaluated(project).orElseThrow();
        assertEquals(MemorySize.mebibytes(20), machine.memory());
        assertEquals("Good", machine.main().getName());
        assertEquals(
                """
                card.0.address=192.0.2.10/24
                card.0.addressing=fixed
                card.0.gateway=192.0.2.1
                card.0.name=lan
                card.0.nameServers=
                cards=1
                console=INPUT_AND_OUTPUT
                entropy=CPU_AND_DEVICE
                file.0.line=Good.java\\:8
                file.0.path=/etc/motd
                file.0.source=%s
                key.0.default=80
                key.0.meaning=TCP port
                key.0.name=port
                key.0.type=whole 1 99
                logging=INFO
                memory=20971520
                property.user.country=US
                property.user.language=en
                property.user.script=
                property.user.timezone=UTC
                property.user.variant=
                """
                        .formatted(project.resolve("motd")),
                Settings.of(machine).text());
    }

    @Test
    void theLineIsNamed(@TempDir Path project) throws IOException {
        compiled(project, "Good", GOOD);
        assertEquals(
                "Good.java:8: there is no file motd to embed as /etc/motd: relative paths start at "
                        + project,
                refusal(project));
    }

    @Test
    void twoAreTooMany(@TempDir Path project) throws IOException {
        compiled(project, "Good", GOOD);
        compiled(project, "Other", GOOD.replace("Good", "Other"));
        assertEquals(
                "Good: Other describes the machine too: keep one configuration class",
                refusal(project));
    }

    @Test
    void oneThatExtendsIsFound(@TempDir Path project) throws IOException {
        compiled(
                project,
                "Child",
                """
                import dev.morgana.config.*;
                class Child extends Parent {
                    static void main() {}
                    Machine base() { return Machine.running(Child.class); }
                }
                abstract class Parent implements Description {
                    abstract Machine base();
                    public Machine machine() { return base().memory(MemorySize.mebibytes(16)); }
                }
                interface Description extends Configuration {}
                """);
        assertEquals(MemorySize.mebibytes(16), evaluated(project).orElseThrow().memory());
    }

    /// A configuration class with a constant or a field that is refused.
    private static String withField(String field) {
        return """
        import dev.morgana.config.*;
        class Bad implements Configuration {
            static void main() {}
            %s
            public Machine machine() {
                return Machine.running(Bad.class);
            }
        }
        """
                .formatted(field);
    }

    @Test
    void constantsAndFieldsAreRefusedInTheirLine(@TempDir Path project) throws IOException {
        String refused =
                "Bad.java:4: the default 0 of the boot key \"port\" is not a number from 1 to 9 inclusive: change one of them";
        String port =
                "BootKey<Integer> PORT = BootKey.integer(\"port\", 0).range(1, 9).meaning(\"TCP port\");";
        compiled(project, "Bad", withField("static final " + port));
        assertEquals(refused, refusal(project));
        compiled(project, "Bad", withField("final " + port));
        assertEquals(refused, refusal(project));
        compiled(project, "Bad", withField("static final int N = Integer.parseInt(\"x\");"));
        assertEquals(
                "Bad.java:4: the description ends with java.lang.NumberFormatException: For input string: \"x\": mend it there",
                refusal(project));
    }

    @Test
    void filesOfConstantsStartAtTheProject(@TempDir Path project) throws IOException {
        compiled(
                project,
                "Bad",
                withField(
                        "static final EmbeddedFile MOTD = EmbeddedFile.at(\"/etc/motd\", java.nio.file.Path.of(\"motd\"));"));
        assertEquals(
                "Bad.java:4: there is no file motd to embed as /etc/motd: relative paths start at "
                        + project,
                refusal(project));
        Files.writeString(project.resolve("motd"), "welcome");
        assertEquals("Bad", evaluated(project).orElseThrow().main().getName());
    }

    @Test
    void nothingIsNoMachine(@TempDir Path project) throws IOException {
        compiled(
                project,
                "Bad",
                "class Bad implements dev.morgana.config.Configuration { public dev.morgana.config.Machine machine() { return null; } }");
        assertEquals("Bad: machine() returns null: return Machine.running(...)", refusal(project));
    }

    @Test
    void failuresOfItsOwnAreReported(@TempDir Path project) throws IOException {
        compiled(
                project,
                "Bad",
                """
                import dev.morgana.config.*;
                class Bad implements Configuration {
                    public Machine machine() {
                        throw new IllegalStateException("no network today");
                    }
                }
                """);
        assertEquals(
                "Bad.java:4: the description ends with java.lang.IllegalStateException: no network today: mend it there",
                refusal(project));
    }
}
