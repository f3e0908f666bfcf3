package dev.morgana.runtime.file;

import java.util.ArrayDeque;

/// The shortest form of an absolute path, in a file system without links.
final class CanonicalPath {
    private CanonicalPath() {}

    /// Removes empty, `.` and `..` components.
    static String of(String path) {
        ArrayDeque<String> kept = new ArrayDeque<>();
        int at = 0;
        while (at < path.length()) {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            String part = path.substring(at, end);
            if (part.equals("..")) {
                kept.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.addLast(part);
            }
            at = end + 1;
        }
        return "/" + String.join("/", kept);
    }
}
