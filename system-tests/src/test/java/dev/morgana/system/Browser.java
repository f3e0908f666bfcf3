package dev.morgana.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A headless browser.
///
/// @param program Chromium, under one of its names
record Browser(Path program) {
    /// The browser of this machine; without one the test is skipped and says so.
    static Browser find() {
        return new Browser(Host.program("chromium", "chromium-browser", "google-chrome"));
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
                                "--window-size=1280,900",
                                "--virtual-time-budget=8000",
                                "--user-data-dir=" + profile.resolve("browser")));
        line.addAll(List.of(words));
        try (Session session = new Session(line, new ProcessBuilder(line).start())) {
            return session.endInput().end();
        }
    }
}
