package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;

/// A headless browser.
///
/// @param program Chromium, under one of its names
/// @param height of its window, whose width is [#WIDTH]
record Browser(Path program, int height) {
    static final int WIDTH = 1280;

    /// The browser of this machine; without one the test is skipped and says so.
    static Browser find(int height) {
        return new Browser(Host.program("chromium", "chromium-browser", "google-chrome"), height);
    }

    /// How many colours a screenshot has.
    static int colours(Path screenshot) throws IOException {
        BufferedImage picture = ImageIO.read(screenshot.toFile());
        assertEquals(WIDTH, picture.getWidth());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 4) {
            for (int x = 0; x < picture.getWidth(); x += 4) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours.size();
    }

    /// The document as scripts have left it.
    String dump(String address, Path profile) throws Exception {
        return run(profile, "--dump-dom", address).assertStatus(0).out();
    }

    void screenshot(String address, Path picture, Path profile) throws Exception {
        run(profile, "--screenshot=" + picture, address).assertStatus(0);
    }

    private Transcript run(Path profile, String... words) throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--hide-scrollbars",
                                "--window-size=%d,%d".formatted(WIDTH, height),
                                "--virtual-time-budget=8000",
                                "--user-data-dir=" + profile.resolve("browser")));
        line.addAll(List.of(words));
        try (Session session = new Session(line, new ProcessBuilder(line).start())) {
            return session.endInput().end();
        }
    }
}
