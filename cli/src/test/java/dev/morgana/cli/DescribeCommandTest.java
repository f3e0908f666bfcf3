package dev.morgana.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.image.ImageMetadata;
import org.junit.jupiter.api.Test;

/// The boot keys of an image, for those who boot it.
final class DescribeCommandTest {
    @Test
    void eachKeyHasItsTypeItsDefaultAndItsMeaning() {
        var metadata =
                ImageMetadata.parse(
                        """
                        {"name": "shop", "bootKeys": [
                          {"name": "greeting", "type": "a text", "defaultValue": "hello", "meaning": "first word"},
                          {"name": "net.gateway", "type": "an IPv4 address", "defaultValue": "", "meaning": "the way out"},
                          {"name": "port", "type": "a number from 1 to 9 inclusive", "defaultValue": "8", "meaning": ""}]}
                        """);
        assertEquals(
                """
                boot keys of shop (morgana run --boot KEY=VALUE):
                  greeting     a text, otherwise hello
                               first word
                  net.gateway  an IPv4 address
                               the way out
                  port         a number from 1 to 9 inclusive, otherwise 8
                """,
                DescribeCommand.keys(metadata));
    }
}
