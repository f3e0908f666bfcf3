package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// What an image says about itself.
final class InspectTest {
    @Test
    void jsonHoldsEverything() throws Exception {
        JsonNode hello = inspect("examples/hello");
        assertEquals(Files.size(Morgana.image("examples/hello")), hello.get("fileSize").asLong());
        JsonNode metadata = hello.get("metadata");
        assertEquals("hello", metadata.get("name").asText());
        assertTrue(metadata.get("memory").asLong() <= 16 << 20, hello::toString);
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
