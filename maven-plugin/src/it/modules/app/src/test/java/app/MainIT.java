package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
import org.junit.jupiter.api.Test;

@BootImage(arguments = {"one", "two"})
class MainIT {
    @Test
    void saysTheWordsAndEnds(Booted image) {
        assertEquals(2, image.awaitEnd());
        assertEquals("words of another module, one two\n", image.output());
    }
}
