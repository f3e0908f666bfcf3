package dev.morgana.image;

import dev.morgana.image.elf.ElfFile;
import dev.morgana.image.elf.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Links the object of the program with the machine layer.
final class Linker {
    private static final List<String> LD =
            List.of(
                    "ld",
                    "-nostdlib",
                    "-static",
                    "-z",
                    "noexecstack",
                    "-z",
                    "max-page-size=4096",
                    "--gc-sections");

    /// Code begins at 2 MiB or at one of the pages after it: which one is a matter of the build.
    private static final long FIRST_BASE = 2 << 20;

    private static final int BASES = 1024;
    private static final int PAGE = 4096;

    private final MachineLayer machine;
    private final Port port;
    private final long base;

    /// @param buildId chooses the address of the code, so that the same build gives the same image and another one another layout
    Linker(MachineLayer machine, Port port, UUID buildId) {
        this.machine = machine;
        this.port = port;
        this.base =
                FIRST_BASE
                        + Long.remainderUnsigned(buildId.getLeastSignificantBits(), BASES) * PAGE;
    }

    /// Links `object` in the directory `work` to an executable with all symbols, and returns it.
    ///
    /// @param missing the native methods that get a stub that throws
    /// @throws ImageException.SymbolsMissing if the object wants other functions that the machine layer lacks
    Path link(Path object, List<NativeMethod> missing, Path work) throws IOException {
        check(object, missing);
        Path linked = work.resolve("linked.elf");
        var command = new ArrayList<>(LD);
        command.add("--defsym=layout_base=" + base);
        command.addAll(List.of("-T", machine.linkerScript(port).toString()));
        machine.objects(port).forEach(file -> command.add(file.toString()));
        command.add(withHeapBounds(object, work).toString());
        if (!missing.isEmpty()) {
            command.add(stubs(missing, work).toString());
        }
        command.addAll(List.of("-o", linked.toString()));
        Tool.run(work, command);
        return linked;
    }

    /// A copy of `object` whose bounds of the heap's writable part can be seen by the linker script: the builder keeps them to itself.
    private static Path withHeapBounds(Path object, Path work) throws IOException {
        Path copy = work.resolve("image.o");
        var command = new ArrayList<>(List.of("objcopy"));
        for (String bound : List.of("__svm_heap_writable_begin", "__svm_heap_writable_end")) {
            command.add("--globalize-symbol=" + bound);
        }
        command.addAll(List.of(object.toString(), copy.toString()));
        Tool.run(work, command);
        return copy;
    }

    private void check(Path object, List<NativeMethod> missing) throws IOException {
        Set<String> wanted = new TreeSet<>();
        ElfFile.open(object).symbols().stream()
                .filter(Symbol::wanted)
                .map(Symbol::name)
                .forEach(wanted::add);
        wanted.removeAll(machine.offeredBy(machine.objects(port)));
        missing.forEach(method -> wanted.remove(method.symbol()));
        if (!wanted.isEmpty()) {
            throw new ImageException.SymbolsMissing(List.copyOf(wanted));
        }
    }

    private Path stubs(List<NativeMethod> missing, Path work) throws IOException {
        Files.writeString(work.resolve("stubs.c"), MissingNatives.source(missing));
        var command = new ArrayList<>(List.of("gcc"));
        command.addAll(machine.compilerFlags());
        command.addAll(List.of("-c", "stubs.c", "-o", "stubs.o"));
        Tool.run(work, command);
        return work.resolve("stubs.o");
    }
}
