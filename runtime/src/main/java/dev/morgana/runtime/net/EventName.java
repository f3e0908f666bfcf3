package dev.morgana.runtime.net;

import dev.morgana.net.Counters.Event;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Objects;

/// What a counter is called in files: `IPV4_BAD_SOURCE` is `badSource` of `ipv4`. Made while the image is built, where the image has such files.
///
/// @param layer the layer's name: what stands before the first line of the event's
/// @param event the rest, with a capital letter where there was a line
record EventName(String layer, String event) {
    private static final EnumMap<Event, EventName> NAMES = names();

    static EventName of(Event event) {
        return Objects.requireNonNull(NAMES.get(event));
    }

    private static EnumMap<Event, EventName> names() {
        EnumMap<Event, EventName> names = new EnumMap<>(Event.class);
        for (Event event : Event.values()) {
            String name = event.name();
            int end = name.indexOf('_');
            String layer = name.substring(0, end).toLowerCase(Locale.ROOT);
            names.put(event, new EventName(layer, joined(name.substring(end + 1))));
        }
        return names;
    }

    private static String joined(String words) {
        StringBuilder name = new StringBuilder();
        for (String word : words.split("_", -1)) {
            String rest = word.substring(1).toLowerCase(Locale.ROOT);
            name.append(
                    name.isEmpty()
                            ? word.substring(0, 1).toLowerCase(Locale.ROOT)
                            : word.substring(0, 1));
            name.append(rest);
        }
        return name.toString();
    }
}
