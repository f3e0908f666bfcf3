package dev.morgana.runtime.console;

/// The standard input of a machine without: it is at its end.
final class NoInput implements InputSource {
    @Override
    public int read(byte[] to, int offset, int count) {
        return -1;
    }

    @Override
    public int available() {
        return 0;
    }
}
