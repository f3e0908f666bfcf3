package dev.morgana.config;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A machine with its program: what [Configuration#machine] returns. Whatever is not said has the default: one network card whose
/// address is decided at boot, if the program uses the network; 64 MiB of
/// memory; UTC; the locale `en-US`; no boot keys but those of the network card and `log.level`.
///
/// Each method returns a changed copy. Immutable.
public final class Machine {
    /// The memory of a machine of which nothing else is said.
    public static final MemorySize DEFAULT_MEMORY = MemorySize.mebibytes(64);

    private final Class<?> main;
    private final SourceLine where;
    private List<String> arguments = List.of();
    private MemorySize memory = DEFAULT_MEMORY;
    private SourceLine memoryLine;
    private Optional<List<NetworkCard>> cards = Optional.empty();
    private List<EmbeddedFile> files = List.of();
    private ZoneId zone = ZoneId.of("UTC");
    private Locale locale = Locale.US;
    private System.Logger.Level level = System.Logger.Level.INFO;
    private Map<String, String> properties = Map.of();
    private List<BootKey<?>> keys = List.of();

    private Machine(Class<?> main, SourceLine where) {
        this.main = main;
        this.where = where;
        this.memoryLine = where;
    }

    private Machine(Machine from) {
        this(from.main, from.where);
        arguments = from.arguments;
        memory = from.memory;
        memoryLine = from.memoryLine;
        cards = from.cards;
        files = from.files;
        zone = from.zone;
        locale = from.locale;
        level = from.level;
        properties = from.properties;
        keys = from.keys;
    }

    /// A machine that starts the `main` of a class.
    ///
    /// @throws ConfigurationException if the class has none
    public static Machine running(Class<?> main) {
        SourceLine where = SourceLine.ofCaller();
        if (MainMethod.of(main).isEmpty()) {
            throw new ConfigurationException(
                    where,
                    "%s has no main method: name the class that starts the program"
                            .formatted(main.getName()));
        }
        return new Machine(main, where);
    }

    /// The first arguments of `main`; those of the command line follow.
    public Machine arguments(String... first) {
        Machine made = new Machine(this);
        made.arguments = List.of(first);
        return made;
    }

    /// The memory that `morgana run` gives the machine; an image that needs more is not built.
    public Machine memory(MemorySize size) {
        Machine made = new Machine(this);
        made.memory = size;
        made.memoryLine = SourceLine.ofCaller();
        return made;
    }

    /// The network card. A machine has at most one.
    ///
    /// @throws ConfigurationException if it has one already
    public Machine network(NetworkCard card) {
        for (NetworkCard other : cards.orElse(List.of())) {
            throw new ConfigurationException(
                    card.where(),
                    "the card \"%s\" is the machine's second, the first is \"%s\" in %s: describe one card"
                            .formatted(card.name(), other.name(), other.where()));
        }
        Machine made = new Machine(this);
        made.cards = Optional.of(List.of(card));
        return made;
    }

    /// No network card: the program reaches itself only, by the loopback address.
    public Machine withoutNetwork() {
        Machine made = new Machine(this);
        made.cards = Optional.of(List.of());
        return made;
    }

    /// Files that lie in the image.
    ///
    /// @throws ConfigurationException if two have one path
    public Machine files(EmbeddedFile... wanted) {
        Machine made = new Machine(this);
        made.files = List.of(wanted);
        unique("file", made.files, EmbeddedFile::path, EmbeddedFile::where);
        return made;
    }

    /// The default time zone of the program.
    public Machine timeZone(ZoneId wanted) {
        Machine made = new Machine(this);
        made.zone = wanted;
        return made;
    }

    /// The default locale of the program.
    public Machine locale(Locale wanted) {
        Machine made = new Machine(this);
        made.locale = wanted;
        return made;
    }

    /// The least level that `System.Logger` prints.
    public Machine logging(System.Logger.Level least) {
        Machine made = new Machine(this);
        made.level = least;
        return made;
    }

    /// A system property of the program, fixed.
    public Machine property(String name, String value) {
        Machine made = new Machine(this);
        made.properties = new LinkedHashMap<>(properties);
        made.properties.put(name, value);
        return made;
    }

    /// What may still be set when the machine boots.
    ///
    /// @throws ConfigurationException if two keys have one name, or a fixed property has it
    public Machine bootKeys(BootKey<?>... wanted) {
        Machine made = new Machine(this);
        made.keys = List.of(wanted);
        unique("boot key", made.keys, BootKey::name, BootKey::where);
        for (BootKey<?> key : wanted) {
            if (properties.containsKey(key.name())) {
                throw new ConfigurationException(
                        key.where(),
                        "%s is a fixed property and a boot key: remove one of them"
                                .formatted(key.name()));
            }
        }
        return made;
    }

    static <T> void unique(
            String kind, List<T> things, Function<T, String> name, Function<T, SourceLine> line) {
        Map<String, T> seen = new HashMap<>();
        for (T thing : things) {
            T other = seen.put(name.apply(thing), thing);
            if (other != null) {
                throw new ConfigurationException(
                        line.apply(thing),
                        "the %s \"%s\" exists twice, first in %s: give one of them another name"
                                .formatted(kind, name.apply(thing), line.apply(other)));
            }
        }
    }

    /// The class that starts the program.
    public Class<?> main() {
        return main;
    }

    /// The line that began the description.
    public SourceLine where() {
        return where;
    }

    /// The first arguments of `main`.
    public List<String> arguments() {
        return arguments;
    }

    /// The memory that the machine has.
    public MemorySize memory() {
        return memory;
    }

    /// The line that said so.
    public SourceLine memoryLine() {
        return memoryLine;
    }

    /// The network cards; absent if nothing was said about them.
    public Optional<List<NetworkCard>> cards() {
        return cards;
    }

    /// Files that lie in the image.
    public List<EmbeddedFile> files() {
        return files;
    }

    /// The default time zone.
    public ZoneId timeZone() {
        return zone;
    }

    /// The default locale.
    public Locale locale() {
        return locale;
    }

    /// The least level that is logged.
    public System.Logger.Level logging() {
        return level;
    }

    /// Fixed system properties.
    public Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    /// What may be set at boot.
    public List<BootKey<?>> bootKeys() {
        return keys;
    }
}
