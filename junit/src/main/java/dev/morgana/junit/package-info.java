/// Tests of a booted image. [BootImage] on a test class builds the program's image if something has changed, boots it before the first
/// test, and ends it after the last; [Booted] is what a test sees of it.
///
/// ```java
/// @BootImage
/// class GreetingIT {
///     @Test
///     void greets(Booted image) throws IOException {
///         image.awaitOutput("listening");
///         try (var answer = image.uri().toURL().openStream()) {
///             assertEquals("hello", new String(answer.readAllBytes(), UTF_8));
///         }
///     }
/// }
/// ```
@NullMarked
package dev.morgana.junit;

import org.jspecify.annotations.NullMarked;
