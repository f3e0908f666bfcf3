package dev.morgana.system;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/// Builds what several tests boot, one image after the other, while other tests run: the image builder has one thread, and this host more processors. Tests come to the
/// images in about the order of the list; one that is not begun yet is built by its test. Not in the list is `examples/greeter`: on the way to it Maven makes jars anew that
/// running tests are loaded from. Chosen tests (`-Dtest`) build what they need themselves.
public final class BuildAhead implements TestExecutionListener {
    private static final List<String> IMAGES =
            List.of(
                    "examples/hello",
                    Morgana.PROBE,
                    "examples/web",
                    "examples/echo",
                    "examples/threads",
                    "examples/files",
                    "examples/crash",
                    "examples/https",
                    "system-tests/programs/Datagrams.java",
                    "system-tests/programs/Inside.java",
                    "system-tests/programs/TwoCards.java",
                    "system-tests/programs/Messages.java",
                    "system-tests/programs/Formats.java");

    private final ExecutorService builder =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("builds ahead").factory());

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (System.getProperty("test") == null) {
            IMAGES.forEach(image -> builder.execute(Where.QEMU.building(image)));
        }
    }

    /// What is left then is for nobody.
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        builder.shutdownNow();
    }
}
