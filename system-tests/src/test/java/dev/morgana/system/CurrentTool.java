package dev.morgana.system;

import dev.morgana.junit.BootImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Has `./morgana` build itself from the present sources, and shows `@BootImage` where it lies. To be named before that. Skips the class where this host lacks
/// what its target needs.
final class CurrentTool implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        BootImage wanted = context.getRequiredTestClass().getAnnotation(BootImage.class);
        if (wanted.target().equals("qemu")) {
            Host.program("qemu-system-x86_64");
        } else if (wanted.target().equals("process") && wanted.ports().length > 0) {
            Host.program("passt");
        }
        Morgana.run("--version").assertStatus(0);
        Path tools = Morgana.ROOT.resolve(".morgana/tool");
        String content = Files.readString(tools.resolve("content")).strip();
        System.setProperty("dev.morgana.home", tools.resolve(content).toString());
    }
}
