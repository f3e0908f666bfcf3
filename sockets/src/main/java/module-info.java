/// Descriptors, readiness and blocking operations over the network stack.
module dev.morgana.sockets {
    requires transitive dev.morgana.net;
    requires transitive dev.morgana.device;
    requires static org.jspecify;

    exports dev.morgana.sockets;
}
