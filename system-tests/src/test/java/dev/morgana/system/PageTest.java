package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of `examples/web`, served by the image, in a real browser. A screenshot stays in `system-tests/target`.
final class PageTest {
    private static final Path SCREENSHOT = Morgana.ROOT.resolve("system-tests/target/page.png");

    @TempDir Path profile;

    @Test
    void thePageShowsLiveFigures() throws Exception {
        Browser browser = Browser.find(2300);
        Morgana.build("examples/web");
        int port = Host.freePort();
        try (Session session = Morgana.start("run", "examples/web", "-p", port + ":8080")) {
            session.awaitOut("listening on port 8080\n");
            String address = "http://127.0.0.1:" + port + "/";
            String page = browser.dump(address, profile);
            assertTrue(page.matches("(?s).*id=\"answer\">[^<]* answered in .*"), page);
            assertTrue(page.contains("id=\"java\">25"), page);
            assertTrue(page.matches("(?s).*id=\"requests\">[1-9].*"), page);
            assertTrue(page.matches("(?s).*id=\"tcp.received\">[1-9].*"), page);
            assertTrue(page.matches("(?s).*id=\"heap.used\">[1-9].*"), page);
            browser.screenshot(address, SCREENSHOT, profile);
            session.signal("INT").end();
        }
        // Not blank: the sky's colours are among them.
        int colours = Browser.colours(SCREENSHOT);
        assertTrue(colours > 500, () -> colours + " colours");
    }
}
