package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Applications that are no examples: a source file, a jar with a dependency, a Maven project elsewhere, a program that cannot be an image. Where it does not
/// matter how well they are compiled, builds are quick ones.
final class ApplicationKindsTest {
    @TempDir Path directory;

    @Test
    void aSourceFile() throws Exception {
        Path source = directory.resolve("Hello.java");
        Files.writeString(
                source, "void main(String[] words) { IO.println(String.join(\",\", words)); }");
        Morgana.run("run", "--quick", source.toString(), "--", "x", "y z")
                .assertStatus(0)
                .assertOut("x,y z\n");
    }

    @Test
    void aSourceFileThatDoesNotCompile() throws Exception {
        Path source = directory.resolve("Hello.java");
        Files.writeString(source, "void main() { IO.printn(1); }");
        Transcript refused = Morgana.run("run", source.toString()).assertStatus(126).assertOut("");
        refused.assertErrContains(source + ":1: error: cannot find symbol\n");
        refused.assertErrContains(
                "morgana: Hello.java:1: cannot find symbol: method printn(int): mend that line");
        assertTrue(refused.isTheTools(), refused::toString);
    }

    @Test
    void aMachineThatIsTooSmallForItsImage() throws Exception {
        Path source = directory.resolve("Small.java");
        Files.writeString(
                source,
                """
                import dev.morgana.config.*;
                class Small implements Configuration {
                    static void main() {}
                    public Machine machine() {
                        return Machine.running(Small.class)
                                .memory(MemorySize.mebibytes(2));
                    }
                }
                """);
        Transcript refused =
                Morgana.run("build", "--quick", source.toString()).assertStatus(126).assertOut("");
        assertTrue(
                refused.err()
                        .matches(
                                "(?s).*morgana: Small.java:6: 2 MiB of memory is too little, the image needs (\\d+) MiB to start: write .memory\\(MemorySize.mebibytes\\(\\1\\)\\) or more\n.*"),
                refused::toString);
        assertTrue(refused.isTheTools(), refused::toString);
    }

    /// A usual build, since a quick one is held to nothing.
    @Test
    void anImageThatIsLargerThanItsMachineAllows() throws Exception {
        Path source = directory.resolve("Large.java");
        Files.writeString(
                source,
                """
                import dev.morgana.config.*;
                class Large implements Configuration {
                    static void main() {}
                    public Machine machine() {
                        return Machine.running(Large.class)
                                .imageAtMost(MemorySize.mebibytes(1));
                    }
                }
                """);
        Transcript refused =
                Morgana.run("build", source.toString()).assertStatus(126).assertOut("");
        assertTrue(
                refused.err()
                        .matches(
                                "(?s).*morgana: Large.java:6: the image has [\\d,]+ bytes, [\\d,]+ more than 1 MiB: write .imageAtMost\\(MemorySize.mebibytes\\(\\d+\\)\\), or see what they are with morgana inspect \\S+ --treemap bytes.html\n.*"),
                refused::toString);
        assertTrue(refused.isTheTools(), refused::toString);
    }

    @Test
    void aJarWithItsClassPath() throws Exception {
        Path library =
                jar(
                        "library",
                        "",
                        "lib.Words",
                        "package lib; public class Words { public static String greeting() { return \"ahoy\"; } }");
        Path unused =
                jar(
                        "unused",
                        "",
                        "lib.Unused",
                        "package lib; public class Unused { public static int one() { return 1; } }");
        Path application =
                jar(
                        "application",
                        "app.Start",
                        "app.Start",
                        "package app; public class Start { public static void main(String[] a) { System.out.println(lib.Words.greeting() + \" \" + String.join(\",\", a)); System.exit(3); } }",
                        library);
        String classPath = library + ":" + unused;
        Morgana.run("run", application.toString(), "--class-path", classPath, "--", "x", "y z")
                .assertStatus(3)
                .assertOut("ahoy x,y z\n");
        Path bill = directory.resolve("bill.json");
        Morgana.run(
                        "build",
                        application.toString(),
                        "--class-path",
                        classPath,
                        "-o",
                        directory.resolve("application.elf").toString(),
                        "--sbom",
                        bill.toString())
                .assertStatus(0);
        assertEquals(
                Map.of("application", "required", "library", "required", "unused", "excluded"),
                scopes(bill));
    }

    /// The scopes of the program's own jars, by name.
    private static Map<String, String> scopes(Path bill) throws Exception {
        Map<String, String> scopes = new HashMap<>();
        for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).get("components")) {
            if (List.of("application", "library", "unused")
                    .contains(component.get("name").asText())) {
                scopes.put(component.get("name").asText(), component.get("scope").asText());
            }
        }
        return scopes;
    }

    @Test
    void aMavenProjectElsewhere() throws Exception {
        Path source = project();
        Files.writeString(source, program("the first version"));
        Morgana.run("run", "--quick", directory.toString())
                .assertStatus(0)
                .assertOut("the first version\n");
        Files.writeString(source, program("the second version"));
        Morgana.run("run", "--quick", directory.toString())
                .assertStatus(0)
                .assertOut("the second version\n");
    }

    @Test
    void aMavenProjectThatDoesNotCompile() throws Exception {
        Path source = project();
        Files.writeString(
                source,
                """
                package elsewhere;
                class Start {
                    static void main() { Startt.main(); }
                }
                """);
        Path log = directory.toRealPath().resolve("target/morgana/maven.log");
        Transcript refused =
                Morgana.run("run", directory.toString()).assertStatus(126).assertOut("");
        refused.assertErrContains(
                "morgana: src/main/java/elsewhere/Start.java:3: cannot find symbol: variable Startt: mend that line; all that Maven said is in %s\nmorgana: (status 126 is the tool's, not the program's)\n"
                        .formatted(log));
        assertFalse(refused.err().contains("[ERROR]"), refused::toString);
        assertTrue(Files.readString(log).contains("[ERROR] COMPILATION ERROR"), log::toString);
        Files.writeString(directory.resolve("pom.xml"), "<project>");
        Morgana.run("run", directory.toString())
                .assertStatus(126)
                .assertErrContains(
                        "morgana: Maven could not build %s:\n".formatted(directory.toRealPath()))
                .assertErrContains("[FATAL] ");
    }

    /// A Maven project in the test's folder.
    ///
    /// @return where the source of its class `elsewhere.Start` belongs
    private Path project() throws IOException {
        Files.writeString(
                directory.resolve("pom.xml"),
                """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>test</groupId>
                  <artifactId>elsewhere</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>25</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>org.apache.maven.plugins</groupId>
                        <artifactId>maven-compiler-plugin</artifactId>
                        <version>3.14.1</version>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """);
        return Files.createDirectories(directory.resolve("src/main/java/elsewhere"))
                .resolve("Start.java");
    }

    private static String program(String text) {
        return "package elsewhere; class Start { public static void main(String[] a) { System.out.println(\""
                + text
                + "\"); } }";
    }

    @Test
    void aNativeMethodThatNobodyImplementsFailsTheBuild() throws Exception {
        Path application =
                jar(
                        "unknown",
                        "app.Unknown",
                        "app.Unknown",
                        """
                        package app;
                        import com.sun.security.auth.module.UnixSystem;
                        public class Unknown {
                            public static void main(String[] arguments) { step(); }
                            static void step() { System.out.println(new UnixSystem().getUid()); }
                        }
                        """);
        String image = directory.resolve("unknown.elf").toString();
        Transcript refused =
                Morgana.run("build", application.toString(), "-o", image).assertStatus(126);
        refused.assertErrContains("com.sun.security.auth.module.UnixSystem.getUnixInfo()");
        refused.assertErrContains("called by app.Unknown.step(Unknown.java:");
        assertTrue(
                !refused.err().contains("\tat com.oracle") && refused.isTheTools(),
                refused::toString);
        Transcript allowed =
                Morgana.run("run", "--allow-missing-natives", application.toString())
                        .assertStatus(1);
        allowed.assertErrContains("java.lang.UnsatisfiedLinkError");
    }

    @Test
    void theFileOfABuildBootsWithTheQemuLineOfTheDocuments() throws Exception {
        Morgana.build("examples/hello");
        Path documents = Morgana.ROOT.resolve("docs/running.md");
        String line = Files.readString(documents).split("```sh\n", -1)[1].split("```", -1)[0];
        Path image = directory.resolve("image.elf");
        Files.copy(Morgana.image("examples/hello"), image);
        Host.program("qemu-system-x86_64");
        try (Session session =
                new Session(
                        List.of("bash", line),
                        new ProcessBuilder("bash", "-c", line)
                                .directory(directory.toFile())
                                .start())) {
            Transcript ended = session.endInput().end();
            assertEquals(1, ended.status(), ended::toString);
            assertTrue(!ended.out().isBlank(), ended::toString);
        }
    }

    private Path jar(
            String name, String mainClass, String className, String source, Path... classPath)
            throws IOException {
        Path sources = Files.createDirectories(directory.resolve(name));
        Path file = sources.resolve(className.substring(className.lastIndexOf('.') + 1) + ".java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = classPath.length == 0 ? "." : classPath[0].toString();
        assertEquals(
                0,
                compiler.run(
                        null,
                        null,
                        null,
                        "-cp",
                        path,
                        "--release",
                        "25",
                        "-d",
                        sources.toString(),
                        file.toString()));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!mainClass.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        Path jar = directory.resolve(name + ".jar");
        String entry = className.replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            Files.copy(sources.resolve(entry), out);
            out.closeEntry();
        }
        return jar;
    }
}
