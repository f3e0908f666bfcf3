package dev.morgana.config;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A machine with its program: what [Configuration#machine] returns. Whatever is not said has the default: one network card whose
/// address is decided at boot, if the program uses the network; 64 MiB of
/// memory; UTC; the locale `en-US`; no boot keys but those of the network card and `log.level`.
///
/// Each method returns a changed copy. What a machine has several of, each call adds to: [#network], [#files], [#property], [#bootKeys],
/// [#arguments], [#locales]. Of what it has one, the last call decides. Immutable.
public final class Machine {
    /// The memory of a machine of which nothing else is said.
    public static final MemorySize DEFAULT_MEMORY = MemorySize.mebibytes(64);

    /// What the JDK takes its default locale from.
    private static final Pattern LOCALE_PROPERTY =
            Pattern.compile(
                    "user\\.(language|script|country|region|variant|extensions)(\\.(display|format))?");

    private final Class<?> main;
    private final SourceLine where;
    private List<String> arguments = List.of();
    private MemorySize memory = DEFAULT_MEMORY;
    private SourceLine memoryLine;
    private Optional<MemorySize> heap = Optional.empty();
    private Optional<ImageBudget> budget = Optional.empty();
    private Console console = Console.INPUT_AND_OUTPUT;
    private Entropy entropy = Entropy.CPU_AND_DEVICE;
    private Optional<List<NetworkCard>> cards = Optional.empty();
    private List<EmbeddedFile> files = List.of();
    private ZoneId zone = ZoneId.of("UTC");
    private Locale locale = Locale.US;
    private List<Locale> locales = List.of();
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
        heap = from.heap;
        budget = from.budget;
        console = from.console;
        entropy = from.entropy;
        cards = from.cards;
        files = from.files;
        zone = from.zone;
        locale = from.locale;
        locales = from.locales;
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

    /// Arguments of `main`, behind those of calls before; those of the command line follow.
    public Machine arguments(String... added) {
        Machine made = new Machine(this);
        made.arguments = joined(arguments, added);
        return made;
    }

    private static <T> List<T> joined(List<T> before, T[] added) {
        return Stream.concat(before.stream(), Stream.of(added)).toList();
    }

    /// The memory that `morgana run` gives the machine; an image that needs more is not built.
    public Machine memory(MemorySize size) {
        Machine made = new Machine(this);
        made.memory = size;
        made.memoryLine = SourceLine.ofCaller();
        made.requireRoomForHeap();
        return made;
    }

    /// The most memory that the program's objects may take; else three quarters of the machine's. Beyond it there is an
    /// [OutOfMemoryError], and the rest is left to threads, files and packets.
    ///
    /// @throws ConfigurationException if the machine has not more than that
    public Machine heap(MemorySize most) {
        Machine made = new Machine(this);
        made.heap = Optional.of(most);
        made.requireRoomForHeap();
        return made;
    }

    /// The most bytes that the image's file may have: a larger one fails the build, but a quick one, whose code is larger.
    public Machine imageAtMost(MemorySize size) {
        Machine made = new Machine(this);
        made.budget = Optional.of(new ImageBudget(size, SourceLine.ofCaller()));
        return made;
    }

    private void requireRoomForHeap() {
        if (heap.isPresent() && heap.get().compareTo(memory) >= 0) {
            throw new ConfigurationException(
                    SourceLine.ofCaller(),
                    "a heap of %s is no part of %s of memory: give the machine more, or the heap less"
                            .formatted(heap.get(), memory));
        }
    }

    /// What standard streams there are; else both input and output.
    public Machine console(Console wanted) {
        Machine made = new Machine(this);
        made.console = wanted;
        return made;
    }

    /// Where random numbers come from; else from all sources that there are.
    public Machine entropy(Entropy wanted) {
        Machine made = new Machine(this);
        made.entropy = wanted;
        return made;
    }

    /// A network card; called again, one more. Packets to a network go by the card that is in it, others by the first card with a
    /// gateway that fits, and what a program sends from a card's address always by that card. The boot keys of the first card begin with
    /// `net.`, those of another with its name.
    ///
    /// @throws ConfigurationException if two have one name or are in one network, or the machine is one [#withoutNetwork]
    public Machine network(NetworkCard card) {
        if (cards.isPresent() && cards.get().isEmpty()) {
            throw new ConfigurationException(
                    SourceLine.ofCaller(),
                    "the card \"%s\" is in a machine without network: remove it or .withoutNetwork()"
                            .formatted(card.name()));
        }
        Machine made = new Machine(this);
        List<NetworkCard> all = new ArrayList<>(cards.orElse(List.of()));
        all.add(card);
        NetworkCard.requireTogether(all);
        made.cards = Optional.of(List.copyOf(all));
        made.requireKeysOfTheirOwn();
        return made;
    }

    /// No network card: the program reaches itself only, by the loopback address.
    ///
    /// @throws ConfigurationException if the machine has one
    public Machine withoutNetwork() {
        if (cards.isPresent() && !cards.get().isEmpty()) {
            NetworkCard card = cards.get().getFirst();
            throw new ConfigurationException(
                    SourceLine.ofCaller(),
                    "the machine has the card \"%s\" in %s: remove it or .withoutNetwork()"
                            .formatted(card.name(), card.where()));
        }
        Machine made = new Machine(this);
        made.cards = Optional.of(List.of());
        return made;
    }

    /// Files that lie in the image.
    ///
    /// @throws ConfigurationException if two have one path, or one lies in the other as if that were a folder
    public Machine files(EmbeddedFile... added) {
        Machine made = new Machine(this);
        made.files = joined(files, added);
        unique("file", made.files, EmbeddedFile::path, EmbeddedFile::where);
        EmbeddedFile.requireTogether(made.files);
        return made;
    }

    /// The default time zone of the program.
    public Machine timeZone(ZoneId wanted) {
        Machine made = new Machine(this);
        made.zone = wanted;
        return made;
    }

    /// The default locale of the program; the image holds its names and formats.
    public Machine locale(Locale wanted) {
        Machine made = new Machine(this);
        made.locale = wanted;
        return made;
    }

    /// Further locales whose names and formats the image holds. It has the default one, English, and those that the program's classes
    /// name by a constant of [Locale] without being told; any other falls back to these.
    public Machine locales(Locale... further) {
        Machine made = new Machine(this);
        made.locales = joined(locales, further);
        return made;
    }

    /// The least level that `System.Logger` prints.
    public Machine logging(System.Logger.Level least) {
        Machine made = new Machine(this);
        made.level = least;
        return made;
    }

    /// A system property of the program, fixed: code that asks for it by a constant name has its value as a constant, and what the value rules
    /// out is not in the image. Those of time zone and locale are [#timeZone] and [#locale].
    ///
    /// @throws ConfigurationException if it has a value already, is a boot key, or is decided by another call
    public Machine property(String name, String value) {
        requireUndecided(name, SourceLine.ofCaller());
        if (properties.containsKey(name)) {
            throw new ConfigurationException(
                    SourceLine.ofCaller(),
                    "the property \"%s\" is \"%s\" already: remove one of them"
                            .formatted(name, properties.get(name)));
        }
        Machine made = new Machine(this);
        made.properties = new LinkedHashMap<>(properties);
        made.properties.put(name, value);
        made.requireFixedOrKey(SourceLine.ofCaller());
        return made;
    }

    private static void requireUndecided(String property, SourceLine where) {
        boolean zone = property.equals("user.timezone");
        if (zone || LOCALE_PROPERTY.matcher(property).matches()) {
            throw new ConfigurationException(
                    where,
                    "the property \"%s\" follows from another call: write .%s instead"
                            .formatted(
                                    property,
                                    zone
                                            ? "timeZone(ZoneId.of(\"Europe/Vienna\"))"
                                            : "locale(Locale.of(\"de\", \"AT\"))"));
        }
    }

    /// What may still be set when the machine boots.
    ///
    /// @throws ConfigurationException if two keys have one name, or a fixed property has it, or it is decided by another call
    public Machine bootKeys(BootKey<?>... added) {
        Machine made = new Machine(this);
        made.keys = joined(keys, added);
        made.keys.forEach(key -> requireUndecided(key.name(), key.where()));
        unique("boot key", made.keys, BootKey::name, BootKey::where);
        made.requireKeysOfTheirOwn();
        made.requireFixedOrKey(SourceLine.ofCaller());
        return made;
    }

    private void requireFixedOrKey(SourceLine where) {
        for (BootKey<?> key : keys) {
            if (properties.containsKey(key.name())) {
                throw new ConfigurationException(
                        where,
                        "%s is a fixed property and a boot key: remove one of them"
                                .formatted(key.name()));
            }
        }
    }

    /// The boot keys of a further card begin with its name.
    private void requireKeysOfTheirOwn() {
        for (NetworkCard card : cards.orElse(List.of()).stream().skip(1).toList()) {
            for (BootKey<?> key : keys) {
                if (key.name().startsWith(card.name() + ".")) {
                    throw new ConfigurationException(
                            key.where(),
                            "the boot key \"%s\" begins like those of the card \"%s\" in %s: give one of them another name"
                                    .formatted(key.name(), card.name(), card.where()));
                }
            }
        }
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

    /// The most memory that objects may take; empty if nothing was said about it.
    public Optional<MemorySize> heap() {
        return heap;
    }

    /// The most bytes that the image's file may have; empty if nothing was said about it.
    public Optional<ImageBudget> imageBudget() {
        return budget;
    }

    /// The standard streams.
    public Console console() {
        return console;
    }

    /// The sources of random numbers.
    public Entropy entropy() {
        return entropy;
    }

    /// The line that said how much memory there is.
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

    /// Locales beside the default one whose names and formats the image holds.
    public List<Locale> locales() {
        return locales;
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
