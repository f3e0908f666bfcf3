package dev.morgana.system;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Has `./morgana` build itself from the present sources, and shows `@BootImage` where it lies. To be named before that.
final class CurrentTool implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Morgana.run("--version").assertStatus(0);
        Path tools = Morgana.ROOT.resolve(".morgana/tool");
        String content = Files.readString(tools.resolve("content")).strip();
        System.setProperty("dev.morgana.home", tools.resolve(content).toString());
    }
}
