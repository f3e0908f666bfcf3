package dev.morgana.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The JVM that runs the tests, as the measure of what an image shall do.
final class HostJvm {
    private HostJvm() {}

    /// What a check of the probe prints there, with the locale and the time zone of an image.
    static String probe(String check) throws IOException {
        return probe(check, Locale.US);
    }

    /// The same with another default locale.
    static String probe(String check, Locale locale) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path classes = Morgana.ROOT.resolve(Morgana.PROBE).resolve("target/classes");
        List<String> line =
                List.of(
                        java.toString(),
                        "-Duser.language=" + locale.getLanguage(),
                        "-Duser.country=" + locale.getCountry(),
                        "-Duser.timezone=UTC",
                        "-cp",
                        classes.toString(),
                        "dev.morgana.probe.Main",
                        check);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
