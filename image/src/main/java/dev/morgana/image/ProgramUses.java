package dev.morgana.image;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds out from a program's files what the image builder cannot see by itself, and gives the options and properties for it.
///
/// Libraries bring configuration for the builder along. Beside that, the builder leaves out what a program reaches only by name, such as the handlers of URL protocols. A JVM has them all; so has an image whose
/// program calls what leads to them. Likewise the files below `/proc/morgana` are in the images of programs that name one, and the
/// data of a locale in those of programs that use the constant for it.
final class ProgramUses {
    private static final Set<String> OPENS_A_URL =
            Set.of("openConnection", "openStream", "getContent");

    /// The constants of [Locale] by their names. English is in each image.
    private static final Map<String, Locale> LOCALES = locales();

    private static final String STATE = "/proc/morgana";

    private final List<String> roots;
    private final Set<String> locales = new TreeSet<>();
    private boolean opensUrls;
    private boolean readsState;

    private ProgramUses(List<String> roots) {
        this.roots = roots;
    }

    /// Looks at the program on `classPath`.
    static ProgramUses of(ClassPath classPath) throws IOException {
        var uses = new ProgramUses(Resources.configurationRoots(classPath.names()));
        classPath.visit((name, file) -> {
            if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
                uses.scan(file);
            }
        });
        return uses;
    }

    /// Options of the builder.
    List<String> options() {
        var options = new ArrayList<String>();
        if (!roots.isEmpty()) {
            options.add("-H:ConfigurationResourceRoots=" + String.join(",", roots));
        }
        if (opensUrls) {
            options.add("-H:EnableURLProtocols=http,https");
        }
        if (!locales.isEmpty()) {
            options.add("-H:IncludeLocales=" + String.join(",", locales));
        }
        return options;
    }

    /// Options of the JVM that the builder runs in.
    List<String> properties() {
        return readsState ? List.of("-Ddev.morgana.state=true") : List.of();
    }

    private void scan(Path file) throws IOException {
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
            switch (entry) {
                case MemberRefEntry member -> {
                    opensUrls |= opensUrl(member);
                    locale(member).ifPresent(locale -> locales.add(locale.toLanguageTag()));
                }
                case Utf8Entry text -> readsState |= text.stringValue().startsWith(STATE);
                default -> {}
            }
        }
    }

    private static Optional<Locale> locale(MemberRefEntry member) {
        return member.owner().name().equalsString("java/util/Locale")
                ? Optional.ofNullable(LOCALES.get(member.name().stringValue()))
                : Optional.empty();
    }

    private static Map<String, Locale> locales() {
        var locales = new HashMap<String, Locale>();
        for (var field : Locale.class.getFields()) {
            if (field.getType() == Locale.class) {
                try {
                    locales.put(field.getName(), (Locale) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("a public constant", e);
                }
            }
        }
        locales.keySet().removeAll(Set.of("ROOT", "ENGLISH", "US"));
        return locales;
    }

    private static boolean opensUrl(MemberRefEntry member) {
        return member.owner().name().equalsString("java/net/URL")
                && OPENS_A_URL.contains(member.name().stringValue());
    }
}
