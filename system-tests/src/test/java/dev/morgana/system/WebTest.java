package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morgana.junit.BootImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `examples/web` in a virtual machine with 64 MB, without hardware virtualisation: a tenth of the load, but in soaks.
@ExtendWith(CurrentTool.class)
@BootImage(
        value = "../examples/web",
        target = "qemu",
        memory = "64M",
        entrances = WebChecks.CONNECTIONS,
        patience = 600)
final class WebTest extends WebChecks {
    WebTest() {
        super(10);
    }

    /// The first seed asks the device, whatever the processor gives; it may be too slow.
    @Test
    void theRandomDeviceWasAsked() throws Exception {
        JsonNode entropy = status().get("network").get("entropy");
        long asked = entropy.get("delivered").asLong() + entropy.get("shortages").asLong();
        assertTrue(asked > 0, entropy::toString);
    }
}
