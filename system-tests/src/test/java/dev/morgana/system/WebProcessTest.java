package dev.morgana.system;

import dev.morgana.junit.BootImage;
import org.junit.jupiter.api.extension.ExtendWith;

/// `examples/web` in a process with 64 MB, at the host's own speed.
@ExtendWith(CurrentTool.class)
@BootImage(
        value = "../examples/web",
        target = "process",
        memory = "64M",
        entrances = WebChecks.CONNECTIONS,
        patience = 600)
final class WebProcessTest extends WebChecks {
    WebProcessTest() {
        super(1);
    }
}
