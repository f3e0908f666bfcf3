package dev.morgana.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The JVM that runs the tests, as the measure of what an image shall do: with the locale and the time zone of an image.
final class HostJvm {
    private HostJvm() {}

    /// What a check of the probe prints there.
    static String probe(String check) throws IOException, InterruptedException {
        return probe(check, Locale.US);
    }

    /// The same with another default locale.
    static String probe(String check, Locale locale) throws IOException, InterruptedException {
        // Which compiles it.
        Morgana.build(Morgana.PROBE);
        String classes = classes(Morgana.PROBE);
        try (Session session =
                start(locale, List.of("-cp", classes, "dev.morgana.probe.Main", check))) {
            return session.endInput().end().assertStatus(0).out();
        }
    }

    /// Where Maven has put the classes of an application.
    static String classes(String application) {
        return Morgana.ROOT.resolve(application).resolve("target/classes").toString();
    }

    /// Runs it to its end; `words` are options, the main class or source file, and arguments.
    static Transcript run(List<String> words) throws IOException, InterruptedException {
        try (Session session = start(words)) {
            return session.endInput().end();
        }
    }

    /// Starts it and leaves it running.
    static Session start(List<String> words) throws IOException {
        return start(Locale.US, words);
    }

    private static Session start(Locale locale, List<String> words) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Duser.language=" + locale.getLanguage(),
                                "-Duser.country=" + locale.getCountry(),
                                "-Duser.timezone=UTC"));
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("LC_ALL", "C.UTF-8");
        // It would say that it has picked them up.
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return new Session(line, builder.start());
    }
}
