package dev.morgana.image;

import dev.morgana.image.configuration.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Everything that a compiled object is made from, where it lies left aside.
///
/// @param program the program, its configuration and the options
/// @param tool Morgana's own jars, the image builder and the JDK
record BuildInputs(Fingerprint program, Fingerprint tool) {

    /// The inputs of a build.
    ///
    /// @param machineSymbols what the machine layer offers: of it, the object depends on no more
    static BuildInputs of(ImageSpec spec, Installation installation, List<String> machineSymbols) {
        var program = new ArrayList<>(spec.classPath());
        spec.settings().ifPresent(settings -> program.addAll(settings.files()));
        var words =
                List.of(
                        spec.name(),
                        spec.mainClass(),
                        spec.options().toString(),
                        spec.settings().map(Settings::portableText).orElse(""));
        return new BuildInputs(
                Fingerprint.of(program, words),
                Fingerprint.of(
                        tool(installation),
                        List.of(
                                Runtime.version().toString(),
                                Versions.morgana(),
                                String.join(" ", machineSymbols))));
    }

    private static List<Path> tool(Installation installation) {
        var files = new ArrayList<Path>();
        installation.imageLibrary().stream()
                .filter(jar -> !MachineLayer.isIn(jar))
                .forEach(files::add);
        files.addAll(installation.builderJars());
        files.add(installation.builderPatch());
        files.add(installation.imageBuilder());
        files.add(installation.javaHome().resolve("release"));
        return files;
    }

    /// Names, sizes and times of all files, as one hash: 64 hexadecimal digits.
    String outline() {
        return Fingerprint.of(List.of(), List.of(program.outline(), tool.outline())).content();
    }

    /// What stands for their content.
    BuildKey key() {
        return new BuildKey(program.content(), tool.content());
    }
}
