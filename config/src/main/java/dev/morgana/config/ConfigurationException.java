package dev.morgana.config;

/// A description that cannot be built. The message is one line: the place in the configuration class, what is wrong, how to mend it.
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SourceLine where;
    private final String text;

    /// @param where the line that is wrong
    /// @param text what is wrong with it and how to mend it
    public ConfigurationException(SourceLine where, String text) {
        super(where + ": " + text);
        this.where = where;
        this.text = text;
    }

    /// The line that is wrong.
    public SourceLine where() {
        return where;
    }

    /// What is wrong with it and how to mend it.
    public String text() {
        return text;
    }
}
