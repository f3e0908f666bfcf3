package dev.morgana.launch;

import dev.morgana.image.Image;
import dev.morgana.image.SymbolFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns the addresses of a machine's fault report into names.
final class FaultReport {
    private static final Pattern ADDRESS = Pattern.compile("\\b(?:0x)?([0-9a-fA-F]{6,16})\\b");

    private final Image image;

    /// A report about `image`.
    FaultReport(Image image) {
        this.image = image;
    }

    /// A line for each address in `report` that lies in a function; empty if there is none.
    Optional<String> explain(String report) throws IOException {
        if (!Files.exists(image.symbols())) {
            return Optional.empty();
        }
        var symbols = SymbolFile.read(image.symbols());
        var names = new LinkedHashMap<String, String>();
        ADDRESS.matcher(report)
                .results()
                .map(match -> match.group(1))
                .forEach(digits ->
                        symbols.name(Long.parseUnsignedLong(digits, 16))
                                .ifPresent(name -> names.putIfAbsent(digits, name)));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "addresses in the report:\n"
                        + names.entrySet().stream()
                                .map(e -> "  " + e.getKey() + " " + e.getValue())
                                .collect(Collectors.joining("\n")));
    }
}
