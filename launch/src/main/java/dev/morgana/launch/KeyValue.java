package dev.morgana.launch;

/// A setting as the user writes it: `KEY=VALUE`.
///
/// @param key not empty
/// @param value may be empty, may hold `=`
public record KeyValue(String key, String value) {

    /// Reads `text`, given with `option`.
    ///
    /// @throws UsageException if it holds no `=`, or begins with it
    public static KeyValue parse(String option, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException("%s %s: write KEY=VALUE".formatted(option, text));
        }
        return new KeyValue(text.substring(0, equals), text.substring(equals + 1));
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
