package dev.morgana.cli;

import dev.morgana.image.ImageInspection;
import dev.morgana.image.ImageMetadata;
import dev.morgana.image.ImageMetadata.BootKeyEntry;
import dev.morgana.image.ImageMetadata.SizeShare;
import dev.morgana.image.NativeMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// An inspection for people.
final class InspectionText {
    private final List<String> lines = new ArrayList<>();

    private InspectionText() {}

    /// Tables of sizes, then what the image needs and understands.
    static String of(ImageInspection inspection) {
        var text = new InspectionText();
        text.head(inspection);
        text.sections(inspection);
        text.origins(inspection.metadata());
        text.natives(inspection.metadata());
        text.calls(inspection.calls());
        return String.join("\n", text.lines) + "\n";
    }

    private void head(ImageInspection inspection) {
        var metadata = inspection.metadata();
        add("program     %s (%s)".formatted(metadata.name(), metadata.mainClass()));
        add("file        %,d bytes".formatted(inspection.fileSize()));
        add("memory      %d MB at least".formatted(metadata.memory() >> 20));
        add("methods     %,d in %,d classes".formatted(metadata.methods(), metadata.types()));
        add("devices     %s".formatted(words(metadata.devices())));
        add(
                "boot keys   %s"
                        .formatted(
                                words(
                                        metadata.bootKeys().stream()
                                                .map(BootKeyEntry::name)
                                                .toList())));
        add("System.in   %s".formatted(metadata.readsStandardInput() ? "read" : "not read"));
        metadata.reductions().forEach(decision -> add(decision.text()));
        metadata.builtWith().forEach((name, version) -> add("%-11s %s".formatted(name, version)));
    }

    private void sections(ImageInspection inspection) {
        add("");
        add("%-20s %12s %12s".formatted("section", "in memory", "in file"));
        for (var section : inspection.sections()) {
            add(
                    "%-20s %,12d %,12d"
                            .formatted(section.name(), section.inMemory(), section.inFile()));
        }
    }

    private void origins(ImageMetadata metadata) {
        add("");
        add("%-40s %12s %12s".formatted("origin", "code", "data"));
        metadata.sizes().stream()
                .sorted(
                        Comparator.comparingLong((SizeShare share) -> share.code() + share.data())
                                .reversed())
                .forEach(share ->
                        add(
                                "%-40s %,12d %,12d"
                                        .formatted(share.origin(), share.code(), share.data())));
    }

    private void natives(ImageMetadata metadata) {
        add("");
        add("native methods of the JDK that the program can reach:");
        if (metadata.natives().isEmpty()) {
            add("  none");
        }
        for (NativeMethod method : metadata.natives()) {
            add(
                    "  %-8s %s"
                            .formatted(
                                    method.origin().name().toLowerCase(Locale.ROOT),
                                    method.name()));
        }
    }

    private void calls(List<String> calls) {
        if (calls.isEmpty()) {
            return;
        }
        add("");
        add("system calls that the process lets itself make; any other ends it:");
        calls.forEach(call -> add("  " + call));
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "none" : String.join(" ", words);
    }

    private void add(String line) {
        lines.add(line);
    }
}
