/// The protocols, sans-I/O: frames and time go in, frames and the next deadline come out.
module dev.morgana.net {
    requires transitive dev.morgana.wire;
    requires static org.jspecify;

    exports dev.morgana.net;
    exports dev.morgana.net.dhcp;
    exports dev.morgana.net.dns;
    exports dev.morgana.net.ip;
    exports dev.morgana.net.udp;
    exports dev.morgana.net.tcp;
}
