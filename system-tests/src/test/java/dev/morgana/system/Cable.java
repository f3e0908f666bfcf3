package dev.morgana.system;

/// What frames between a test and the image pass.
enum Cable {
    /// The image is a process, on the socket that user-mode networks serve.
    PROCESS,

    /// The image is a virtual machine, and QEMU makes each frame a datagram.
    DATAGRAMS,

    /// The image is a virtual machine on a TAP interface in a network namespace of the test's own; needs root.
    TAP;

    /// A new one.
    FrameLink link() throws Exception {
        return switch (this) {
            case PROCESS -> new ProcessLink();
            case DATAGRAMS -> new QemuLink();
            case TAP -> new TapLink(Where.QEMU);
        };
    }
}
