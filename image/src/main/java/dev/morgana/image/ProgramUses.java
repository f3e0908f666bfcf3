package dev.morgana.image;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds out from a program's files what the image builder cannot see by itself, and gives the options for it.
///
/// Libraries bring configuration for the builder along. Beside that, the builder leaves out what a program reaches only by name, such as the handlers of URL protocols. A JVM has them all; so has an image whose
/// program calls what leads to them.
final class ProgramUses {
    private static final Set<String> OPENS_A_URL =
            Set.of("openConnection", "openStream", "getContent");

    private boolean opensUrls;

    private ProgramUses() {}

    /// Options for the program on `classPath`.
    static List<String> options(ClassPath classPath) throws IOException {
        var uses = new ProgramUses();
        classPath.visit((name, file) -> {
            if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
                uses.scan(file);
            }
        });
        var options = new ArrayList<String>();
        var roots = Resources.configurationRoots(classPath.names());
        if (!roots.isEmpty()) {
            options.add("-H:ConfigurationResourceRoots=" + String.join(",", roots));
        }
        if (uses.opensUrls) {
            options.add("-H:EnableURLProtocols=http,https");
        }
        return options;
    }

    private void scan(Path file) throws IOException {
        if (opensUrls) {
            return;
        }
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                opensUrls |= opensUrl(member);
            }
        }
    }

    private static boolean opensUrl(MemberRefEntry member) {
        return member.owner().name().equalsString("java/net/URL")
                && OPENS_A_URL.contains(member.name().stringValue());
    }
}
