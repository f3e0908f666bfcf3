package dev.morgana.examples.web;

/// A request that cannot be answered as it stands; its message is the body of the 400.
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequestException(String message) {
        super(message);
    }
}
