package dev.morgana.image.hosted;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// Lists the files of the build machine that the configuration class has put into the image.
final class FileSurvey {
    /// The constant that holds them, if the program uses files at all.
    private static final String HOLDER = "dev.morgana.runtime.file.EmbeddedFiles.FILES";

    private final int holder;

    FileSurvey(ReachabilitySurvey elements) {
        holder = elements.field(HOLDER);
    }

    /// One line for each file: its path in the machine, bytes, the line of the configuration class that names it, and the number of the element that holds it, separated
    /// by tabs.
    List<String> report() {
        var lines = new ArrayList<String>();
        if (holder >= 0) {
            Properties settings = settings();
            for (int i = 0; settings.containsKey("file." + i + ".path"); i++) {
                String file = "file." + i;
                lines.add(
                        String.join(
                                "\t",
                                settings.getProperty(file + ".path"),
                                Long.toString(size(settings.getProperty(file + ".source"))),
                                settings.getProperty(file + ".line"),
                                Integer.toString(holder)));
            }
        }
        return lines;
    }

    /// What the configuration class says (`dev.morgana.image.configuration.Settings`); empty without one.
    private static Properties settings() {
        var settings = new Properties();
        String file = System.getProperty("dev.morgana.machine");
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                settings.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return settings;
    }

    private static long size(String source) {
        try {
            return Files.size(Path.of(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
