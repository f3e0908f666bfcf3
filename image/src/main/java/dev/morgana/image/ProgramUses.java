package dev.morgana.image;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds out from a program's files what the image builder cannot see by itself, and gives the options and properties for it.
///
/// Libraries bring configuration for the builder along. Beside that, the builder leaves out what a program reaches only by name, such as the handlers of URL protocols. A JVM has them all; so has an image whose
/// program calls what leads to them. Likewise the files below `/proc/morgana` are in the images of programs that name one.
final class ProgramUses {
    private static final Set<String> OPENS_A_URL =
            Set.of("openConnection", "openStream", "getContent");

    private static final String STATE = "/proc/morgana";

    private final List<String> roots;
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
        return options;
    }

    /// Options of the JVM that the builder runs in.
    List<String> properties() {
        return readsState ? List.of("-Ddev.morgana.state=true") : List.of();
    }

    private void scan(Path file) throws IOException {
        if (opensUrls && readsState) {
            return;
        }
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
            switch (entry) {
                case MemberRefEntry member -> opensUrls |= opensUrl(member);
                case Utf8Entry text -> readsState |= text.stringValue().startsWith(STATE);
                default -> {}
            }
        }
    }

    private static boolean opensUrl(MemberRefEntry member) {
        return member.owner().name().equalsString("java/net/URL")
                && OPENS_A_URL.contains(member.name().stringValue());
    }
}
