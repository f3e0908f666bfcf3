/// File systems.
module dev.morgana.storage {
    requires static org.jspecify;

    exports dev.morgana.storage;
}
