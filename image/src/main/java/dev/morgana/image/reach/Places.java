package dev.morgana.image.reach;

import dev.morgana.image.SymbolFile;
import dev.morgana.image.elf.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What lies at the addresses of an image.
final class Places {
    /// What the names of marks begin with that the image builder sets in its heap.
    private static final String MARK = "__svm_";

    private final Reachability graph;
    private final PathText paths;
    private final SymbolFile symbols;
    private final List<Section> sections;

    /// Some bytes, and what is to be said of them.
    private record Place(long address, long size, String text) {
        /// How many of them lie from `first` to `last`.
        long shared(long first, long last) {
            return Places.shared(address, size, first, last);
        }
    }

    Places(Reachability graph, PathText paths, SymbolFile symbols, List<Section> sections) {
        this.graph = graph;
        this.paths = paths;
        this.symbols = symbols;
        this.sections = sections;
    }

    /// What has a byte from `first` to `last`, in the order of addresses: methods, objects, parts of the machine layer, and sections that have bytes there
    /// which are none of these.
    List<String> between(long first, long last) {
        List<Place> found = new ArrayList<>();
        for (CompiledMethod method : graph.methods()) {
            if (shared(method.address(), method.size(), first, last) > 0) {
                found.add(new Place(method.address(), method.size(), about(method)));
            }
        }
        for (HeapObject object : graph.objects()) {
            if (shared(object.address(), object.size(), first, last) > 0) {
                found.add(new Place(object.address(), object.size(), about(object)));
            }
        }
        found.addAll(ofMachineLayer(first, last));
        found.addAll(0, ofSections(first, last, found));
        return found.stream()
                .sorted(Comparator.comparingLong(Place::address))
                .map(Place::text)
                .toList();
    }

    private static long shared(long address, long size, long first, long last) {
        return Math.max(0, Math.min(address + size, last + 1) - Math.max(address, first));
    }

    /// The symbols behind the last method and before the first one.
    private List<Place> ofMachineLayer(long first, long last) {
        return symbols.between(first, last).stream()
                .filter(symbol -> !isCompiled(symbol) && !symbol.name().startsWith(MARK))
                .map(symbol -> new Place(symbol.address(), symbol.size(), about(symbol)))
                .toList();
    }

    private boolean isCompiled(SymbolFile.Function symbol) {
        return !graph.methods().isEmpty()
                && symbol.address() >= graph.methods().getFirst().address()
                && symbol.address() <= graph.methods().getLast().address();
    }

    private List<Place> ofSections(long first, long last, List<Place> known) {
        List<Place> found = new ArrayList<>();
        for (Section section : sections.stream().filter(Section::loaded).toList()) {
            long begin = Math.max(section.address(), first);
            long end = Math.min(section.address() + section.size() - 1, last);
            long rest = end + 1 - begin;
            for (Place place : known) {
                rest -= place.shared(begin, end);
            }
            if (rest > 0) {
                found.add(new Place(section.address(), section.size(), about(section, rest)));
            }
        }
        return found;
    }

    private String about(CompiledMethod method) {
        String head =
                "%s: %,d bytes of code at 0x%x%n"
                        .formatted(method.name(), method.size(), method.address());
        return method.element() < 0
                ? head + "  made by the image builder\n"
                : head + paths.of(method.element());
    }

    private String about(HeapObject object) {
        return "an object of class %s: %,d bytes at 0x%x%n%s"
                .formatted(object.type(), object.size(), object.address(), paths.of(object));
    }

    private static String about(SymbolFile.Function symbol) {
        return "%s: %,d bytes at 0x%x of the machine layer, which is part of each image%n"
                .formatted(symbol.name(), symbol.size(), symbol.address());
    }

    private static String about(Section section, long rest) {
        return "section %s: %,d bytes at 0x%x; of those asked for, %,d in no method, object or part of the machine layer%n"
                .formatted(section.name(), section.size(), section.address(), rest);
    }
}
