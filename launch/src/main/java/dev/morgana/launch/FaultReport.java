package dev.morgana.launch;

import dev.morgana.image.Image;
import dev.morgana.image.SymbolFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Turns the numbers of a machine's fault report into names: of functions, and of the system call that was refused.
final class FaultReport {
    private static final Pattern ADDRESS = Pattern.compile("\\b(?:0x)?([0-9a-fA-F]{6,16})\\b");

    private final Image image;

    /// A report about `image`.
    FaultReport(Image image) {
        this.image = image;
    }

    /// Lines with the names; empty if there is none.
    Optional<String> explain(String report) throws IOException {
        var lines = new ArrayList<String>();
        SystemCall.explain(report).ifPresent(lines::add);
        var names = names(report);
        if (!names.isEmpty()) {
            lines.add("addresses in the report:");
            names.forEach((address, name) -> lines.add("  " + address + " " + name));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    /// The function of each address in `report` that lies in one.
    private Map<String, String> names(String report) throws IOException {
        var names = new LinkedHashMap<String, String>();
        if (Files.exists(image.symbols())) {
            var symbols = SymbolFile.read(image.symbols());
            ADDRESS.matcher(report)
                    .results()
                    .map(match -> match.group(1))
                    .forEach(digits ->
                            symbols.name(Long.parseUnsignedLong(digits, 16))
                                    .ifPresent(name -> names.putIfAbsent(digits, name)));
        }
        return names;
    }
}
