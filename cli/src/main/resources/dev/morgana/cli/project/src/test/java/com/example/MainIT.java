package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The image, booted once for all tests of this class.
@BootImage
class MainIT {
    @Test
    void greets(Booted image) throws IOException {
        image.awaitOutput("listening on port 8080");
        try (var answer = image.uri().toURL().openStream()) {
            assertEquals(
                    MainMachine.GREETING.defaultValue() + ", world\n",
                    new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
