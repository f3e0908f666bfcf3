/// The description of a machine as plain Java values. A program may bring one class that implements [dev.morgana.config.Configuration];
/// it runs when the image is built and is no part of the image.
///
/// ```
/// public final class WebMachine implements Configuration {
///     static final BootKey<Integer> PORT =
///             BootKey.integer("port", 8080).range(1, 65_535).meaning("TCP port of the page");
///
///     @Override
///     public Machine machine() {
///         return Machine.running(Main.class)
///                 .memory(MemorySize.mebibytes(32))
///                 .network(NetworkCard.named("lan").address("192.0.2.10/24"))
///                 .timeZone(ZoneId.of("Europe/Berlin"))
///                 .bootKeys(PORT);
///     }
/// }
/// ```
///
/// [Machine] is the whole; a [NetworkCard] says with its [Addressing] how it gets its address; [Console] and [Entropy] choose devices; [EmbeddedFile]s lie in the image;
/// a [BootKey] is what may still be set when the machine boots, and reaches the program as a system property of that name. All
/// values are immutable. A wrong one is refused where it is made: [ConfigurationException] names the line of the configuration
/// class, what is wrong with it, and how to mend it.
@NullMarked
package dev.morgana.config;

import org.jspecify.annotations.NullMarked;
