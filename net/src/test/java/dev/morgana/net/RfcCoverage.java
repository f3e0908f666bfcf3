package dev.morgana.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes `docs/rfc-coverage.md`: for every requirement of `docs/protocols.md` the tests whose display name begins with its number, as in
/// `"PROTOCOLS 38, 95: RFC 2018 4: ..."` or `"76, 77: RFC 2131 ..."`; `16-20` stands for five.
///
/// It reads sources, so that nothing need be built: `java net/src/test/java/dev/morgana/net/RfcCoverage.java` in the
/// repository's root writes the file.
final class RfcCoverage {
    /// The generated document, from the repository's root.
    static final Path DOCUMENT = Path.of("docs", "rfc-coverage.md");

    /// How to make it.
    static final String COMMAND = "java net/src/test/java/dev/morgana/net/RfcCoverage.java";

    private static final Path REQUIREMENTS = Path.of("docs", "protocols.md");
    private static final Pattern REQUIREMENT = Pattern.compile("(\\d+)\\. (.*)");
    private static final Pattern TEST =
            Pattern.compile(
                    "@DisplayName\\(\\s*\"(?:PROTOCOLS )?(\\d+(?:[-, ]+\\d+)*):.*?\\bvoid (\\w+)\\(",
                    Pattern.DOTALL);

    private final Path root;
    private final List<String> lines;
    private final Map<Integer, Map<Path, Set<String>>> tests = new TreeMap<>();

    private RfcCoverage(Path root) throws IOException {
        this.root = root;
        this.lines = Files.readAllLines(root.resolve(REQUIREMENTS));
    }

    /// Writes the document; the argument is the repository's root, if it is not the working directory.
    ///
    /// @throws IOException if a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath();
        Files.writeString(root.resolve(DOCUMENT), document(root));
    }

    /// What the document should say now.
    ///
    /// @param root of the repository
    /// @throws IOException if a source cannot be read
    static String document(Path root) throws IOException {
        RfcCoverage coverage = new RfcCoverage(root);
        coverage.readTests();
        return coverage.write();
    }

    /// The numbers of the requirements that have tests.
    ///
    /// @param root of the repository
    /// @throws IOException if a source cannot be read
    static Set<Integer> tested(Path root) throws IOException {
        RfcCoverage coverage = new RfcCoverage(root);
        coverage.readTests();
        return coverage.tests.keySet();
    }

    private void readTests() throws IOException {
        for (Path source : sources()) {
            Matcher matcher = TEST.matcher(Files.readString(source));
            while (matcher.find()) {
                for (int number : numbers(matcher.group(1))) {
                    tests.computeIfAbsent(number, _ -> new TreeMap<>())
                            .computeIfAbsent(root.relativize(source), _ -> new LinkedHashSet<>())
                            .add(matcher.group(2));
                }
            }
        }
    }

    private List<Path> sources() throws IOException {
        Path part = Path.of("src", "test", "java");
        try (Stream<Path> files = Files.find(root, 20, (file, _) -> isTest(file, part))) {
            return files.sorted().toList();
        }
    }

    private boolean isTest(Path file, Path part) {
        String name = root.relativize(file).toString();
        return name.endsWith("Test.java") && name.contains(part + "/") && !name.startsWith(".");
    }

    private static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String item : list.split("[, ]+", -1)) {
            String[] ends = item.split("-", -1);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private String write() {
        StringBuilder table = new StringBuilder();
        List<String> missing = new ArrayList<>();
        int all = 0;
        for (String line : lines) {
            Matcher requirement = REQUIREMENT.matcher(line);
            if (requirement.matches()) {
                int number = Integer.parseInt(requirement.group(1));
                all++;
                if (!tests.containsKey(number)) {
                    missing.add(requirement.group(1));
                }
                row(table, number, requirement.group(2));
            } else if (line.startsWith("### ")) {
                table.append("\n#").append(line.substring(2));
                table.append("\n\n| | Requirement | Tests |\n|---|---|---|\n");
            }
        }
        return """
        # RFC coverage

        The requirements of [protocols.md](protocols.md) and the tests whose display names begin with their numbers. Made by
        `%s`; a test of `net` fails when it is stale.

        %d of %d have tests. Without: %s.
        """
                        .formatted(COMMAND, all - missing.size(), all, String.join(", ", missing))
                + table;
    }

    private void row(StringBuilder table, int number, String text) {
        table.append("| ").append(number).append(" | ").append(text.replace("|", "\\|"));
        List<String> links = new ArrayList<>();
        tests.getOrDefault(number, Map.of())
                .forEach((file, methods) -> {
                    String name = file.getFileName().toString().replace(".java", "");
                    links.add("[%s](../%s): %s".formatted(name, file, String.join(", ", methods)));
                });
        table.append(" | ").append(String.join("; ", links)).append(" |\n");
    }
}
