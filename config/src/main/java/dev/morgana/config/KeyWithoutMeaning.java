package dev.morgana.config;

/// What is to be a boot key and lacks its documentation: [#meaning] makes one of it. A machine takes boot keys only, so that one without
/// meaning does not compile.
///
/// @param <T> the Java type of its values
public sealed class KeyWithoutMeaning<T> permits NumberWithoutMeaning {
    final String name;
    final BootType type;
    final String defaultValue;
    final SourceLine where;

    /// @throws ConfigurationException if no key may have the name, or the type does not take the default
    KeyWithoutMeaning(String name, BootType type, String defaultValue, SourceLine where) {
        BootKey.requireName(name, where);
        if (!type.accepts(defaultValue)) {
            throw new ConfigurationException(
                    where,
                    "the default %s of the boot key \"%s\" is not %s: change one of them"
                            .formatted(defaultValue, name, type.description()));
        }
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.where = where;
    }

    /// The key with its documentation.
    ///
    /// @param sentence for those who boot the image: what the value is, in one line
    /// @throws ConfigurationException if it says nothing, or has several lines
    public final BootKey<T> meaning(String sentence) {
        return new BootKey<>(name, type, defaultValue, sentence, where);
    }
}
