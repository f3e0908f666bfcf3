package dev.morgana.system;

import dev.morgana.junit.BootImage;
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
}
