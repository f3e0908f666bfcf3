/// Formats without behaviour.
module dev.morgana.wire {
    requires static org.jspecify;

    exports dev.morgana.wire;
}
