package dev.morgana.runtime.file;

import java.util.ArrayDeque;

/// Paths as text, without a look at what is there.
final class PathText {
    private PathText() {}

    /// An absolute path and what follows it, without empty, `.` and `..` components.
    static String join(String absolute, String rest) {
        ArrayDeque<String> kept = new ArrayDeque<>();
        String path = absolute + '/' + rest;
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
