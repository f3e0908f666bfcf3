package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The page of `examples/web`, served by the image, in a real browser. A screenshot stays in `system-tests/target`.
@ExtendWith(CurrentTool.class)
@BootImage("../examples/web")
final class PageTest {
    private static final Path SCREENSHOT = Morgana.ROOT.resolve("system-tests/target/page.png");

    @TempDir Path profile;

    @Test
    void thePageShowsLiveFigures(Booted web) throws Exception {
        Browser browser = Browser.find(2300);
        web.awaitOutput("listening on port 8080\n");
        String address = web.uri().toString();
        String page = browser.dump(address, profile);
        assertTrue(page.matches("(?s).*id=\"answer\">[^<]* answered in .*"), page);
        assertTrue(page.contains("id=\"java\">25"), page);
        assertTrue(page.matches("(?s).*id=\"requests\">[1-9].*"), page);
        assertTrue(page.matches("(?s).*id=\"tcp.received\">[1-9].*"), page);
        assertTrue(page.matches("(?s).*id=\"heap.used\">[1-9].*"), page);
        browser.screenshot(address, SCREENSHOT, profile);
        // Not blank: the sky's colours are among them.
        int colours = Browser.colours(SCREENSHOT);
        assertTrue(colours > 500, () -> colours + " colours");
    }
}
