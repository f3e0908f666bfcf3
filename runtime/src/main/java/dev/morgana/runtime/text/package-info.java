/// The JDK's text, where one edge of it would bring tables into every image that hardly any program needs.
///
/// [Target_sun_text_Normalizer] answers from a table of its own, always and exactly. The classes with `Formatter` in their names hold what [java.util.Formatter] prints for the JDK's own messages; they are part of an
/// image only if its program formats no text itself ([OwnMessagesOnly]).
@NullMarked
package dev.morgana.runtime.text;

import org.jspecify.annotations.NullMarked;
