/// What tests stand on: seeded properties, virtual clock, simulated links, pcap. Works on plain byte arrays and depends on nothing.
@NullMarked
package dev.morgana.testkit;

import org.jspecify.annotations.NullMarked;
