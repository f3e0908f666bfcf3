/// Virtio 1.2 drivers over the MMIO transport.
module dev.morgana.virtio {
    requires transitive dev.morgana.device;
    requires static org.jspecify;

    exports dev.morgana.virtio;
}
