package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an image says about itself.
final class InspectTest {
    @TempDir Path directory;

    @Test
    void jsonHoldsEverything() throws Exception {
        JsonNode hello = inspect("examples/hello");
        assertEquals(Files.size(Morgana.image("examples/hello")), hello.get("fileSize").asLong());
        JsonNode metadata = hello.get("metadata");
        assertEquals("hello", metadata.get("name").asText());
        assertTrue(metadata.get("memory").asLong() <= 12 << 20, hello::toString);
        assertTrue(metadata.get("sizes").size() > 3, hello::toString);
        assertTrue(
                metadata.get("natives").isArray() && metadata.get("devices").isArray(),
                hello::toString);
    }

    @Test
    void whatAProgramDoesNotReachIsNotInIt() throws Exception {
        JsonNode hello = inspect("examples/hello").get("metadata");
        JsonNode web = inspect("examples/web").get("metadata");
        assertFalse(
                hello.get("devices").toString().contains("net"),
                () -> hello.get("devices").toString());
        assertTrue(
                web.get("devices").toString().contains("net"), () -> web.get("devices").toString());
        assertFalse(
                hello.get("bootKeys").toString().contains("net.ipv4"),
                () -> hello.get("bootKeys").toString());
        assertTrue(
                web.get("bootKeys").toString().contains("net.ipv4"),
                () -> web.get("bootKeys").toString());
    }

    @Test
    void sectionsAddUpToTheFile() throws Exception {
        JsonNode hello = inspect("examples/hello");
        long sum = 0;
        for (JsonNode section : hello.get("sections")) {
            sum += section.get("inFile").asLong();
        }
        long size = Files.size(Morgana.image("examples/hello"));
        long sections = sum;
        assertTrue(
                sections <= size && sections > size * 9 / 10,
                () -> sections + " of " + size + " bytes");
    }

    /// What is in the image, beside the class path that it was made from: of the library OS, hello has no network, and of the JDK no server.
    @ParameterizedTest
    @CsvSource({"examples/hello, excluded, false, 0", "examples/web, required, true, 4"})
    void theBillOfMaterialsCountsWhatIsInTheImage(
            String application, String network, boolean server, int resources) throws Exception {
        Morgana.build(application);
        Path bill = directory.resolve("bill.json");
        Path image = directory.resolve("image.elf");
        Morgana.run("build", application, "-o", image.toString(), "--sbom", bill.toString())
                .assertStatus(0);
        JsonNode all = new ObjectMapper().readTree(bill.toFile());
        JsonNode program = all.at("/metadata/component");
        assertEquals(resources, count(program, "resources"), program::toString);
        JsonNode components = all.get("components");
        assertEquals(network, named(components, "morgana-net").get("scope").asText());
        assertEquals("required", named(components, "morgana-runtime").get("scope").asText());
        JsonNode modules = named(components, "openjdk").get("components");
        assertEquals("required", named(modules, "java.base").get("scope").asText());
        assertEquals(server, modules.toString().contains("\"jdk.httpserver\""), modules::toString);
        long own = count(program, "methods");
        long methods = own + counts(components, "methods") + counts(modules, "methods");
        long compiled =
                Files.readAllLines(Path.of(image + ".symbols")).stream()
                        .filter(line -> line.endsWith(")"))
                        .count();
        assertTrue(own > 0, program::toString);
        // Some of the builder's own making belong to no file.
        assertTrue(
                methods <= compiled && methods > compiled * 9 / 10,
                () -> methods + " of " + compiled + " compiled methods");
    }

    private static JsonNode named(JsonNode components, String name) {
        return components
                .valueStream()
                .filter(component -> component.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + components));
    }

    private static long counts(JsonNode components, String of) {
        return components.valueStream().mapToLong(component -> count(component, of)).sum();
    }

    private static long count(JsonNode component, String of) {
        return component
                .path("properties")
                .valueStream()
                .filter(property -> property.get("name").asText().equals("morgana:image:" + of))
                .mapToLong(property -> property.get("value").asLong())
                .sum();
    }

    @Test
    void textIsForPeople() throws Exception {
        Morgana.build("examples/hello");
        Transcript text =
                Morgana.run("inspect", Morgana.image("examples/hello").toString()).assertStatus(0);
        text.assertOutContains(".text").assertOutContains(".svm_heap");
        assertEquals("", text.err(), text::toString);
    }

    private static JsonNode inspect(String application) throws Exception {
        Morgana.build(application);
        Transcript json =
                Morgana.run("inspect", "--json", Morgana.image(application).toString())
                        .assertStatus(0);
        return new ObjectMapper().readTree(json.out());
    }
}
