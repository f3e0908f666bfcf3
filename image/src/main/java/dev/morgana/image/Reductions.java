package dev.morgana.image;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Decides which reductions an image may have, from the class files of the program and its libraries.
///
/// One class that mentions a part of the JDK prevents its reduction, whether or not the program can reach that class: what the scan sees is a superset of what can be used. Reflection is seen by the
/// texts that it needs: a string constant with the name of a class or a method, or configuration for the image builder.
final class Reductions {
    private final Map<Reduction, String> uses = new HashMap<>();

    private Reductions() {}

    /// A decision on each reduction, for the program on `classPath` with a default locale.
    static List<ReductionDecision> of(ClassPath classPath, Locale locale) throws IOException {
        var reductions = new Reductions();
        if (!locale.equals(Locale.US)) {
            Reduction.ALL.stream()
                    .filter(Reduction::american)
                    .forEach(reduction ->
                            reductions.uses.put(reduction, "the locale " + locale.toLanguageTag()));
        }
        classPath.visit(reductions::scan);
        return Reduction.ALL.stream()
                .map(reduction ->
                        new ReductionDecision(
                                reduction.name(),
                                reduction.meaning(),
                                reductions.uses.getOrDefault(reduction, "")))
                .toList();
    }

    /// Options for the image builder that the applied ones want.
    static List<String> options(List<ReductionDecision> decisions) {
        return decisions.stream()
                .filter(ReductionDecision::applied)
                .flatMap(decision ->
                        Reduction.ALL.stream()
                                .filter(reduction -> reduction.name().equals(decision.name()))
                                .flatMap(reduction -> reduction.options().stream()))
                .toList();
    }

    private void scan(String name, Path file) throws IOException {
        if (uses.size() == Reduction.ALL.size()) {
            return;
        }
        if (name.endsWith(".class")) {
            String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
            for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                use(entry, type);
            }
        } else if (Resources.isBuilderConfiguration(name)) {
            String text = Files.readString(file);
            for (var reduction : Reduction.ALL) {
                if (reduction.isMentionedIn(text)) {
                    uses.putIfAbsent(reduction, name);
                }
            }
        }
    }

    private void use(PoolEntry entry, String type) {
        for (var reduction : Reduction.ALL) {
            use(entry, reduction)
                    .ifPresent(use -> uses.putIfAbsent(reduction, use + " in " + type));
        }
    }

    private static Optional<String> use(PoolEntry entry, Reduction reduction) {
        return switch (entry) {
            case Utf8Entry text when reduction.isMentionedIn(text.stringValue()) ->
                    Optional.of("'" + text.stringValue() + "'");
            case StringEntry text when reduction.isNamed(text.stringValue()) ->
                    Optional.of("the text \"" + text.stringValue() + "\"");
            case NameAndTypeEntry member
                    when reduction.isCalled(
                            member.name().stringValue(), member.type().stringValue()) ->
                    Optional.of(member.name().stringValue() + "()");
            default -> Optional.empty();
        };
    }
}
