package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ImageMetadataTest {
    private static final ImageMetadata METADATA =
            new ImageMetadata(
                    "web",
                    "shop.Main",
                    Port.PVH,
                    BuildOptions.USUAL,
                    Map.of("morgana", "1"),
                    true,
                    List.of("entropy", "network"),
                    List.of(
                            new ImageMetadata.BootKeyEntry(
                                    "log.level", "a level", "info", "least level")),
                    18 << 20,
                    3,
                    4,
                    List.of(new ImageMetadata.SizeShare("jdk/java.util", 10, 20)),
                    List.of(new ReductionDecision("formatter", "less text", "printf() in Main")),
                    List.of(
                            new NativeMethod(
                                    "java.io.A.b(int)",
                                    "Java_java_io_A_b",
                                    NativeMethod.Origin.JAVA,
                                    List.of())));

    @Test
    void survivesJson() {
        assertEquals(METADATA, ImageMetadata.parse(METADATA.toJson()));
    }

    @Test
    void readsWhatALaterVersionWrote() {
        var json = METADATA.toJson().replaceFirst("\\{", "{ \"signature\" : \"later\",");
        assertEquals(METADATA, ImageMetadata.parse(json));
    }

    @Test
    void otherJsonIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ImageMetadata.parse("[1"));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("the image's description of itself cannot be read"), message);
    }
}
