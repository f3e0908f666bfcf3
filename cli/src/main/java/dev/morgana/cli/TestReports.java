package dev.morgana.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The results that Maven's test plugins leave as XML.
final class TestReports {
    private static final String FILES = "glob:**/target/{surefire,failsafe}-reports/TEST-*.xml";

    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> skips = new TreeMap<>();
    private int tests;
    private int skipped;

    private TestReports() {}

    /// All reports below `root`.
    static TestReports below(Path root) throws IOException {
        var reports = new TestReports();
        for (var file : files(root)) {
            reports.add(Files.readString(file));
        }
        return reports;
    }

    /// Deletes the reports below `root`, so that a later count holds none of an earlier run.
    static void clear(Path root) throws IOException {
        for (var file : files(root)) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        var matcher = root.getFileSystem().getPathMatcher(FILES);
        try (var tree = Files.walk(root)) {
            return tree.filter(matcher::matches).sorted().toList();
        }
    }

    /// Adds one report.
    ///
    /// @throws IOException if it is not one
    void add(String xml) throws IOException {
        try {
            var reader =
                    XMLInputFactory.newDefaultFactory()
                            .createXMLStreamReader(new java.io.StringReader(xml));
            String test = "";
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    test = element(reader, test);
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("not a test report: " + e.getMessage(), e);
        }
    }

    private String element(XMLStreamReader reader, String test) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "testcase" -> {
                tests++;
                return reader.getAttributeValue(null, "classname")
                        + "."
                        + reader.getAttributeValue(null, "name");
            }
            case "failure", "error" -> failures.add(test + ": " + reason(reader));
            case "skipped" -> {
                skipped++;
                skips.merge(reason(reader), 1, Integer::sum);
            }
            default -> {}
        }
        return test;
    }

    /// The first line of an element's message; an assumption that does not hold has it in the text, behind the exception's name.
    private static String reason(XMLStreamReader reader) throws XMLStreamException {
        String message = reader.getAttributeValue(null, "message");
        String text = message == null || message.isBlank() ? reader.getElementText() : message;
        String line = text.strip().lines().findFirst().orElse("");
        String reason = line.replaceFirst("^([a-z]\\w*\\.)+\\w+: (Assumption failed: )?", "");
        return reason.isEmpty() ? "no reason given" : reason;
    }

    /// The failed tests with the first lines of their messages.
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// The reasons of skipped tests, with how many each.
    List<String> skips() {
        return skips.entrySet().stream()
                .map(skip -> skip.getValue() + " because: " + skip.getKey())
                .toList();
    }

    /// How many failed.
    int failed() {
        return failures.size();
    }

    /// The last line of a run.
    String summary() {
        return "%d passed, %d failed, %d skipped"
                .formatted(tests - failures.size() - skipped, failures.size(), skipped);
    }
}
