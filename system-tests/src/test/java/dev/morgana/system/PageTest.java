package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of `examples/web`, served by the image, in a real browser. A screenshot stays in `system-tests/target`.
final class PageTest {
    private static final Path SCREENSHOT = Morgana.ROOT.resolve("system-tests/target/page.png");

    @TempDir Path profile;

    @Test
    void thePageShowsLiveFigures() throws Exception {
        Path browser = Host.program("chromium", "chromium-browser", "google-chrome");
        Morgana.build("examples/web");
        int port = Host.freePort();
        try (Session session = Morgana.start("run", "examples/web", "-p", port + ":8080")) {
            session.awaitOut("listening on port 8080\n");
            String address = "http://127.0.0.1:" + port + "/";
            String page = browse(browser, "--dump-dom", address).assertStatus(0).out();
            assertTrue(page.matches("(?s).*id=\"answer\">[^<]* answered in .*"), page);
            assertTrue(page.contains("id=\"java\">25"), page);
            assertTrue(page.matches("(?s).*id=\"requests\">[1-9].*"), page);
            assertTrue(page.matches("(?s).*id=\"tcp.received\">[1-9].*"), page);
            assertTrue(page.matches("(?s).*id=\"heap.used\">[1-9].*"), page);
            browse(browser, "--screenshot=" + SCREENSHOT, address).assertStatus(0);
            session.signal("INT").end();
        }
        assertLooksLikeThePage();
    }

    private Transcript browse(Path browser, String... words) throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                browser.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--hide-scrollbars",
                                "--window-size=1280,2300",
                                "--virtual-time-budget=8000",
                                "--user-data-dir=" + profile));
        line.addAll(List.of(words));
        try (Session session = new Session(line, new ProcessBuilder(line).start())) {
            return session.endInput().end();
        }
    }

    /// Not blank: the picture has the size asked for and many colours, the sky's among them.
    private static void assertLooksLikeThePage() throws Exception {
        assertTrue(Files.exists(SCREENSHOT));
        BufferedImage picture = ImageIO.read(SCREENSHOT.toFile());
        assertEquals(1280, picture.getWidth());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 4) {
            for (int x = 0; x < picture.getWidth(); x += 4) {
                colours.add(picture.getRGB(x, y));
            }
        }
        assertTrue(colours.size() > 500, () -> colours.size() + " colours");
    }
}
