package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Why parts of a real image are in it, and the picture of its bytes in a real browser. A screenshot stays in `system-tests/target`.
final class WhyTest {
    private static final Path SCREENSHOT = Morgana.ROOT.resolve("system-tests/target/treemap.png");

    @TempDir Path directory;

    private static Transcript why(String what) throws Exception {
        return why("examples/hello", what);
    }

    private static Transcript why(String application, String what) throws Exception {
        Morgana.build(application);
        return Morgana.run("why", Morgana.image(application).toString(), what);
    }

    @Test
    void thePathToMainIsTheBuildersAndTheJavaRuntimes() throws Exception {
        List<String> lines = why("Main.main").assertStatus(0).out().lines().toList();
        assertTrue(
                lines.getFirst()
                        .matches(
                                "method dev\\.morgana\\.examples\\.hello\\.Main\\.main\\(String\\[]\\): [0-9]+ bytes of code at 0x[0-9a-f]+"),
                lines::toString);
        assertTrue(
                lines.getLast()
                        .matches(
                                "  calls dev\\.morgana\\.examples\\.hello\\.Main\\.main\\(String\\[]\\) in line [0-9]+"),
                lines::toString);
    }

    @Test
    void anAddressIsTheMethodThatLiesThere() throws Exception {
        String text = why("Main.main").out();
        Matcher address = Pattern.compile("at (0x[0-9a-f]+)").matcher(text);
        assertTrue(address.find(), text);
        why(address.group(1)).assertStatus(0).assertOutContains("Main.main(String[]): ");
    }

    /// A range that begins in a method and ends in the next one holds both.
    @Test
    void aRangeHoldsAllThatItTouches() throws Exception {
        String text = why("Main.main").out();
        Matcher place = Pattern.compile(": ([0-9]+) bytes of code at 0x([0-9a-f]+)").matcher(text);
        assertTrue(place.find(), text);
        long start = Long.parseLong(place.group(2), 16);
        long end = start + Long.parseLong(place.group(1));
        List<String> symbols =
                Files.readAllLines(Path.of(Morgana.image("examples/hello") + ".symbols"));
        long next =
                symbols.stream()
                        .mapToLong(line -> Long.parseLong(line.split(" ", 2)[0], 16))
                        .filter(address -> address >= end)
                        .min()
                        .orElseThrow();
        String found = why("0x%x-0x%x".formatted(start + 1, next + 1)).assertStatus(0).out();
        assertEquals(
                2,
                found.lines().filter(line -> line.contains(" bytes of code at 0x")).count(),
                found);
        assertTrue(found.contains(".hello.Main.main(String[]): "), found);
    }

    @Test
    void aClassSaysWhatItsBytesAre() throws Exception {
        List<String> lines = why("java.lang.StringBuilder").assertStatus(0).out().lines().toList();
        assertTrue(
                lines.getFirst()
                        .matches(
                                "class java\\.lang\\.StringBuilder: [0-9,]+ bytes of code in [1-9][0-9]* methods, [0-9,]+ bytes in [0-9,]+ objects"),
                lines::toString);
        assertTrue(
                lines.getLast()
                        .matches("  \\S+ class java\\.lang\\.StringBuilder( in line [0-9]+)?"),
                lines::toString);
    }

    @Test
    void aFileIsThereByALineOfTheConfigurationClass() throws Exception {
        Path example = Morgana.ROOT.resolve("examples/greeter");
        List<String> source =
                Files.readAllLines(
                        example.resolve(
                                "src/main/java/dev/morgana/examples/greeter/GreeterMachine.java"));
        int line = 1;
        while (!source.get(line - 1).contains("EmbeddedFile.at(")) {
            line++;
        }
        List<String> said =
                why("examples/greeter", "/etc/motd").assertStatus(0).out().lines().toList();
        assertEquals(
                "file /etc/motd: %,d bytes, as GreeterMachine.java:%d says"
                        .formatted(Files.size(example.resolve("motd.txt")), line),
                said.getFirst());
        assertTrue(said.size() > 5, said::toString);
        assertEquals("  holds file /etc/motd", said.getLast());
    }

    /// Each path begins at a root, and most lead on from there.
    @Test
    void objectsOfTheHeapHavePathsToo() throws Exception {
        String found = why("0x100000080900-0x100000081000").assertStatus(0).out();
        List<String> objects =
                Stream.of(found.split("\n\n", -1))
                        .filter(answer -> answer.startsWith("an object of class "))
                        .toList();
        for (String object : objects) {
            assertTrue(
                    object.matches(
                            "an object of class \\S+: [0-9,]+ bytes at 0x1000000[0-9a-f]{5}\n  \\S.*(\n  (needs|calls|uses|has|holds|refers to) .*)*\n  refers to the object\n?"),
                    object);
        }
        assertTrue(objects.stream().anyMatch(object -> object.contains("\n  needs ")), found);
    }

    @Test
    void aDeviceIsThereForWhoeverOpensSockets() throws Exception {
        List<String> lines = why("examples/web", "network").assertStatus(0).out().lines().toList();
        assertEquals("device network: with its driver", lines.getFirst());
        assertTrue(lines.size() > 5, lines::toString);
        assertEquals("  drives device network", lines.getLast());
    }

    @Test
    void theMachineLayersDevicesAreInEachImage() throws Exception {
        for (String device : List.of("CPU", "RTC", "serial ports")) {
            String answer = why(device).assertStatus(0).out();
            assertTrue(
                    answer.matches(
                            "device %s: driven by the machine layer \\([a-z_]+ at 0x[0-9a-f]+\\), .*\n"
                                    .formatted(device)),
                    answer);
        }
    }

    @Test
    void aResourceIsThereForTheClassPath() throws Exception {
        long size =
                Files.size(Morgana.ROOT.resolve("examples/web/src/main/resources/site/index.html"));
        why("examples/web", "site/index.html")
                .assertStatus(0)
                .assertOut(
                        """
                        resource site/index.html: %,d bytes
                          the class path, of which every file that is no class is in the image
                          holds resource site/index.html
                        """
                                .formatted(size));
    }

    @Test
    void whatIsNotInTheImageIsSaid() throws Exception {
        why("java.net.ServerSocket")
                .assertStatus(64)
                .assertErrContains("holds nothing that 'java.net.ServerSocket' names");
        why("0xhello").assertStatus(64).assertErrContains("'0xhello' is not an address");
    }

    @Test
    void theTreemapShowsAllBytes() throws Exception {
        Path page = treemap();
        String shown = Browser.find(900).dump(page.toUri().toString(), directory);
        for (String name : List.of("code", "image heap", "jdk", "byte[]")) {
            assertTrue(shown.contains("data-name=\"" + name + "\""), name);
        }
        long size = Files.size(Morgana.image("examples/hello"));
        Matcher data = Pattern.compile("id=\"data\">(.*?)</script>").matcher(shown);
        assertTrue(data.find(), "no data");
        assertEquals(size, bytes(new ObjectMapper().readTree(data.group(1))));
        assertTrue(shown.contains("%,d bytes".formatted(size)), shown.substring(0, 3000));
        assertTrue(shown.split("class=\"label\"", -1).length > 50, "too few labels");
    }

    /// The bytes of a box, `[name, bytes]` or `[name, [boxes]]`: none of them has less than none.
    private static long bytes(JsonNode box) {
        JsonNode content = box.get(1);
        if (!content.isArray()) {
            assertTrue(content.asLong() >= 0, box::toString);
            return content.asLong();
        }
        long sum = 0;
        for (JsonNode child : content) {
            sum += bytes(child);
        }
        return sum;
    }

    @Test
    void theTreemapGoesIntoABox() throws Exception {
        String shown = Browser.find(900).dump(treemap().toUri() + "#code/jdk/java.util", directory);
        assertTrue(shown.contains("<button>java.util</button>"), shown.substring(0, 3000));
        assertTrue(shown.contains("data-name=\"java.util\""), "no package");
        assertTrue(!shown.contains("data-name=\"byte[]\""), "still the whole image");
    }

    /// A script in the page plays the mouse.
    @Test
    void theTreemapAnswersTheMouse() throws Exception {
        Path page = treemap();
        String script =
                """
                <script>
                  const heap = document.querySelector('[data-name="image heap"]');
                  heap.dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX: 9, clientY: 9}));
                  document.body.dataset.tip = document.getElementById('tip').textContent;
                  document.querySelector('[data-name="code"]').dispatchEvent(new MouseEvent('click', {bubbles: true}));
                </script>
                """;
        Path played = directory.resolve("played.html");
        Files.writeString(played, Files.readString(page).replace("</body>", script + "</body>"));
        String shown = Browser.find(900).dump(played.toUri().toString(), directory);
        assertTrue(
                shown.matches(
                        "(?s).*data-tip=\"image heap\\n[0-9,]+ bytes, [0-9.]+ % of the image.*"),
                shown.substring(shown.indexOf("<body")).substring(0, 3000));
        assertTrue(shown.contains("<button>code</button>"), "no zoom");
    }

    @Test
    void theTreemapIsAPicture() throws Exception {
        Browser.find(900).screenshot(treemap().toUri().toString(), SCREENSHOT, directory);
        int colours = Browser.colours(SCREENSHOT);
        assertTrue(colours > 20, () -> colours + " colours");
    }

    private Path treemap() throws Exception {
        Morgana.build("examples/hello");
        Path page = directory.resolve("treemap.html");
        Morgana.run(
                        "inspect",
                        Morgana.image("examples/hello").toString(),
                        "--treemap",
                        page.toString())
                .assertStatus(0);
        return page;
    }
}
