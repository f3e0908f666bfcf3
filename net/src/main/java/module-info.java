/// The protocols, sans-I/O: frames and time go in, frames and the next deadline come out.
module dev.morgana.net {
    requires transitive dev.morgana.wire;
    requires static org.jspecify;
}
