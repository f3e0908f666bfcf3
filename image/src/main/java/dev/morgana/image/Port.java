package dev.morgana.image;

/// What an image runs on: the port of the machine layer that it is linked with. The compiled program is the same for all of them.
public enum Port {
    /// A virtual machine that boots by PVH.
    PVH("pvh"),

    /// A process of Linux that confines itself.
    LINUX("linux");

    private final String directory;

    Port(String directory) {
        this.directory = directory;
    }

    /// The folder of its sources in the machine layer.
    String directory() {
        return directory;
    }
}
