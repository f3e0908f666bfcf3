package dev.morgana.image;

import dev.morgana.image.elf.ElfFile;
import dev.morgana.image.elf.Section;
import dev.morgana.image.elf.Symbol;
import dev.morgana.image.reach.ReachabilityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes the image's files from the linked executable: stripped, described, with the symbols beside it.
final class ImageWriter {
    private static final long MEGABYTE = 1 << 20;

    /// More than lies between the segments of an image.
    private static final long GAPS = 64 << 10;

    /// Beyond what the image loads, a program needs memory for page tables, stacks and a first young generation: hello, which loads 5.2 MB, starts in 8.
    private static final long WORKING_MEMORY = 4 * MEGABYTE;

    /// The section with the objects that are there when the program starts.
    private static final String HEAP = ".svm_heap";

    private final ImageSpec spec;
    private final Port port;
    private final HostedReport report;
    private final Map<String, String> builtWith;

    ImageWriter(ImageSpec spec, Port port, HostedReport report, Map<String, String> builtWith) {
        this.spec = spec;
        this.port = port;
        this.report = report;
        this.builtWith = builtWith;
    }

    /// Writes the image to `file` and its symbols beside it, from `linked`, which was made from `object`.
    Image write(Path linked, Path object, Path file, Path work) throws IOException {
        var elf = ElfFile.open(linked);
        long code = firstMethod(elf, ElfFile.open(object));
        SymbolFile.write(Image.symbolsOf(file), symbols(elf, code));
        ReachabilityFile.write(
                ReachabilityFile.of(file),
                report.directory(),
                code,
                elf.section(HEAP).orElseThrow().address());
        var metadata = metadata(elf);
        Path description = Files.writeString(work.resolve("description.json"), metadata.toJson());
        Tool.run(
                work,
                List.of(
                        "objcopy",
                        "--strip-all",
                        "--add-section",
                        ImageMetadata.SECTION + "=" + description,
                        linked.toString(),
                        file.toString()));
        return new Image(file, Image.symbolsOf(file), metadata);
    }

    /// The address of the first compiled method: the object's code begins with it, at distance 0 in its section.
    private static long firstMethod(ElfFile linked, ElfFile object) {
        int text = object.sections().indexOf(object.section(".text").orElseThrow());
        String first =
                object.symbols().stream()
                        .filter(symbol ->
                                symbol.section() == text
                                        && symbol.value() == 0
                                        && !symbol.name().startsWith("."))
                        .map(Symbol::name)
                        .findFirst()
                        .orElseThrow();
        return linked.symbols().stream()
                .filter(symbol -> symbol.name().equals(first))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private List<String> symbols(ElfFile elf, long code) throws IOException {
        var lines = new ArrayList<String>();
        long end = code;
        for (var method : report.code()) {
            lines.add(SymbolFile.line(code + method.offset(), method.size(), method.name()));
            end = Math.max(end, code + method.offset() + method.size());
        }
        for (var symbol : elf.symbols()) {
            boolean compiled = symbol.value() >= code && symbol.value() < end;
            if (!compiled && symbol.size() > 0) {
                lines.add(SymbolFile.line(symbol.value(), symbol.size(), symbol.name()));
            }
        }
        return lines;
    }

    private ImageMetadata metadata(ElfFile elf) throws IOException {
        var facts = report.facts();
        var devices = facts.getProperty("devices", "");
        return new ImageMetadata(
                spec.name(),
                spec.mainClass(),
                port,
                spec.options(),
                builtWith,
                Boolean.parseBoolean(facts.getProperty("reads-stdin")),
                devices.isEmpty() ? List.of() : List.of(devices.split(",", -1)),
                BootKeys.of(spec.settings(), devices.contains("network")),
                memory(elf),
                Long.parseLong(facts.getProperty("types")),
                Long.parseLong(facts.getProperty("methods")),
                sizes(elf),
                report.reductions(),
                report.natives().stream().map(ImageWriter::withoutPath).toList());
    }

    private static NativeMethod withoutPath(NativeMethod method) {
        return new NativeMethod(method.name(), method.symbol(), method.origin(), List.of());
    }

    /// What a machine has at least: room to work beside the image and, if it is a virtual one, memory up to the image's end, which depends on where this build
    /// has put its beginning.
    private long memory(ElfFile elf) {
        List<Section> loaded = elf.sections().stream().filter(Section::loaded).toList();
        long size = loaded.stream().mapToLong(Section::size).sum();
        long begin = loaded.stream().mapToLong(Section::address).min().orElse(0);
        long least = size + WORKING_MEMORY;
        if (port == Port.PVH) {
            least = Math.max(least, begin + size + GAPS);
        }
        return (least + MEGABYTE - 1) / MEGABYTE * MEGABYTE;
    }

    private List<ImageMetadata.SizeShare> sizes(ElfFile elf) throws IOException {
        var sums = new TreeMap<String, long[]>();
        for (var method : report.code()) {
            sums.computeIfAbsent(method.origin(), origin -> new long[2])[0] += method.size();
        }
        for (var share : report.heap()) {
            sums.computeIfAbsent(share.origin(), origin -> new long[2])[1] += share.bytes();
        }
        long java = sums.values().stream().mapToLong(sum -> sum[0]).sum();
        sums.put("machine", new long[] {Math.max(0, loadedCode(elf) - java), 0});
        return sums.entrySet().stream()
                .map(e -> new ImageMetadata.SizeShare(e.getKey(), e.getValue()[0], e.getValue()[1]))
                .toList();
    }

    private static long loadedCode(ElfFile elf) {
        return elf.sections().stream()
                .filter(section -> section.name().startsWith(".text"))
                .mapToLong(Section::size)
                .sum();
    }
}
