package dev.morgana.runtime.resource;

/// The name of a resource: segments with slashes between them.
final class ResourceName {
    private static final char ASCII = 0x80;

    private ResourceName() {}

    /// Whether `name` is seen at once to be its own canonical form: it is ASCII, and no segment is empty or begins with a dot. Of others that is not known.
    static boolean isCanonical(String name) {
        char before = '/';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= ASCII || (before == '/' && (c == '/' || c == '.'))) {
                return false;
            }
            before = c;
        }
        return before != '/';
    }
}
