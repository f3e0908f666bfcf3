package dev.morgana.launch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Keeps what it hears.
final class Heard implements RunListener {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @Override
    public boolean sharesStreams() {
        return false;
    }

    @Override
    public void output(byte[] bytes, int length) {
        output.write(bytes, 0, length);
    }

    @Override
    public void error(byte[] bytes, int length) {
        error.write(bytes, 0, length);
    }

    @Override
    public void say(String message) {}

    @Override
    public void progress(String phase, int percent) {}

    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    String error() {
        return error.toString(StandardCharsets.UTF_8);
    }
}
