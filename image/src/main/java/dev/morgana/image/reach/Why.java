package dev.morgana.image.reach;

import dev.morgana.image.SymbolFile;
import dev.morgana.image.elf.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Answers why a class, field, method, resource, file, device or address is in an image.
public final class Why {
    /// More answers to one question are only counted.
    private static final int MOST = 10;

    /// Devices as `morgana describe` calls them, with a function of the machine layer that drives each.
    private static final Map<String, String> MACHINE_LAYER =
            Map.of("CPU", "cpu_start", "RTC", "cmos_clock", "serial ports", "serial_probe");

    private final Reachability graph;
    private final PathText paths;
    private final SymbolFile symbols;
    private final Places places;

    private Why(Reachability graph, SymbolFile symbols, List<Section> sections) {
        this.graph = graph;
        this.paths = new PathText(graph);
        this.symbols = symbols;
        this.places = new Places(graph, paths, symbols, sections);
    }

    /// Reads what was kept beside an image.
    ///
    /// @param file the image's [ReachabilityFile]
    /// @param symbols its functions
    /// @param sections its sections
    /// @throws IOException if the file cannot be read or is not what it should be
    public static Why open(Path file, SymbolFile symbols, List<Section> sections)
            throws IOException {
        return new Why(ReachabilityFile.read(file), symbols, sections);
    }

    /// The answer for people, with a path from a root for each thing that `what` means; empty if nothing of that name or at that address is in the image.
    ///
    /// @param what the name of a class, field or method (`class.name`, or with the types of its parameters) or the end of it, the whole name of a resource or device, the path of a file in
    ///     the machine, an address (`0x` and digits), or the first and the last of several with `-` between
    /// @throws NumberFormatException if an address is none
    public Optional<String> answer(String what) {
        List<String> answers = what.startsWith("0x") ? atAddress(what) : named(what);
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        var text =
                new StringBuilder(
                        String.join("\n", answers.subList(0, Math.min(MOST, answers.size()))));
        if (answers.size() > MOST) {
            text.append(
                    "\nand %,d more; name one of them more closely%n"
                            .formatted(answers.size() - MOST));
        }
        return Optional.of(text.toString());
    }

    private List<String> atAddress(String what) {
        int dash = what.indexOf('-');
        long first = Long.decode(dash < 0 ? what : what.substring(0, dash));
        long last = dash < 0 ? first : Long.decode(what.substring(dash + 1));
        return last < first ? List.of() : places.between(first, last);
    }

    private String about(EmbeddedFile file) {
        return "file %s: %,d bytes, as %s says%n%s  holds file %1$s%n"
                .formatted(file.path(), file.size(), file.line(), paths.of(file.holder()));
    }

    private List<String> named(String what) {
        List<String> answers = new ArrayList<>();
        matches(what, true).forEach(number -> answers.add(about(number)));
        for (EmbeddedResource resource : graph.resources()) {
            if (resource.name().equals(what) || ("/" + resource.name()).equals(what)) {
                answers.add(
                        "resource %s: %,d bytes%n  %s%n  holds resource %1$s%n"
                                .formatted(resource.name(), resource.size(), resource.origin()));
            }
        }
        for (EmbeddedFile file : graph.files()) {
            if (file.path().equals(what)) {
                answers.add(about(file));
            }
        }
        ofMachineLayer(what).ifPresent(answers::add);
        if (answers.isEmpty()) {
            matches(what, false).forEach(number -> answers.add(about(number)));
        }
        return answers;
    }

    /// About a device that no Java code drives. An image of a process has none of them.
    private Optional<String> ofMachineLayer(String device) {
        return Optional.ofNullable(MACHINE_LAYER.get(device))
                .flatMap(symbols::named)
                .map(driver ->
                        "device %s: driven by the machine layer (%s at 0x%x), which is the same in each image of a virtual machine%n"
                                .formatted(device, driver.name(), driver.address()));
    }

    /// The numbers of the elements of this name, or else of those whose names end with it.
    private IntStream matches(String what, boolean whole) {
        return IntStream.range(0, graph.elements().size())
                .filter(number -> {
                    String name = graph.elements().get(number).name();
                    String plain = what.indexOf('(') < 0 ? withoutTypes(name) : name;
                    return whole ? plain.equals(what) : endsWith(plain, what);
                });
    }

    private static String withoutTypes(String name) {
        int types = name.indexOf('(');
        return types < 0 ? name : name.substring(0, types);
    }

    private static boolean endsWith(String name, String end) {
        int before = name.length() - end.length() - 1;
        return before >= 0
                && name.endsWith(end)
                && (name.charAt(before) == '.' || name.charAt(before) == '$');
    }

    private String about(int number) {
        Element element = graph.elements().get(number);
        return "%s %s: %s%n%s"
                .formatted(
                        PathText.word(element.kind()),
                        element.name(),
                        size(element, number),
                        paths.of(number));
    }

    private String size(Element element, int number) {
        return switch (element.kind()) {
            case METHOD ->
                    graph.methods().stream()
                            .filter(method -> method.element() == number)
                            .findFirst()
                            .map(method ->
                                    "%,d bytes of code at 0x%x"
                                            .formatted(method.size(), method.address()))
                            .orElse("no code of its own: inlined, or never called");
            case CLASS -> classSize(element.name());
            case FIELD -> "a field";
            case DEVICE -> "with its driver";
        };
    }

    private String classSize(String name) {
        var code =
                graph.methods().stream()
                        .filter(method -> method.owner().equals(name))
                        .mapToLong(CompiledMethod::size)
                        .summaryStatistics();
        var heap =
                graph.objects().stream()
                        .filter(object -> object.type().equals(name))
                        .mapToLong(HeapObject::size)
                        .summaryStatistics();
        return "%,d bytes of code in %,d methods, %,d bytes in %,d objects"
                .formatted(code.getSum(), code.getCount(), heap.getSum(), heap.getCount());
    }
}
