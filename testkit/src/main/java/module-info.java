/// What tests stand on: seeded properties, virtual clock, simulated links, pcap. Works on plain byte arrays and depends on nothing.
module dev.morgana.testkit {
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;

    exports dev.morgana.testkit;
}
