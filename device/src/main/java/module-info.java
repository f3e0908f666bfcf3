/// Contracts of devices and of what their drivers stand on.
module dev.morgana.device {
    requires transitive dev.morgana.wire;
    requires static org.jspecify;

    exports dev.morgana.device;
}
