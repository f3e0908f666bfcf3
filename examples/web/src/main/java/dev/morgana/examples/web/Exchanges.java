package dev.morgana.examples.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// What all answers have in common: heads, HEAD requests, and the parameter `bytes`.
final class Exchanges {
    /// Bytes that are read, made or written at a time.
    static final int BLOCK = 16 * 1024;

    /// The longest download.
    static final long MAXIMUM = 1L << 30;

    private Exchanges() {}

    /// Whether the answer has a body, which it has not when the request is a HEAD.
    static boolean wantsBody(HttpExchange exchange) {
        return !exchange.getRequestMethod().equals("HEAD");
    }

    /// Sends the head of an answer and returns the stream for its body of exactly `length` bytes, which the caller must close. To
    /// HEAD the head is the same, and what is written as the body goes nowhere (RFC 9110 9.3.2).
    static OutputStream begin(HttpExchange exchange, int status, String type, long length)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (!wantsBody(exchange)) {
            headers.set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(status, -1);
            return OutputStream.nullOutputStream();
        }
        if (length == 0) {
            // The server takes 0 for "unknown" and -1 for "none".
            exchange.sendResponseHeaders(status, -1);
            return OutputStream.nullOutputStream();
        }
        exchange.sendResponseHeaders(status, length);
        return exchange.getResponseBody();
    }

    /// Answers with `body`.
    static void bytes(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        try (var out = begin(exchange, status, type, body.length)) {
            out.write(body);
        }
    }

    /// Answers with plain text.
    static void text(HttpExchange exchange, int status, String text) throws IOException {
        bytes(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// The value of the query's `bytes`.
    ///
    /// @throws BadRequestException when it is missing, given twice, no number, or outside of 0 to [#MAXIMUM]
    static long bytes(HttpExchange exchange) {
        long bytes = number(parameter(exchange.getRequestURI().getRawQuery(), "bytes"));
        if (bytes < 0 || bytes > MAXIMUM) {
            throw new BadRequestException(
                    "bytes=N is needed once, N a number from 0 to " + MAXIMUM);
        }
        return bytes;
    }

    /// A fresh SHA-256.
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable String parameter(@Nullable String query, String name) {
        String found = null;
        for (String part : query == null ? new String[0] : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                if (found != null) {
                    return null;
                }
                found = part.substring(name.length() + 1);
            }
        }
        return found;
    }

    private static long number(@Nullable String digits) {
        if (digits == null || digits.isEmpty() || digits.length() > 10) {
            return -1;
        }
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(digits) : -1;
    }
}
