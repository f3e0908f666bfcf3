package dev.morgana.net.ip;

import dev.morgana.net.Watcher;

/// An ICMP echo request (RFC 792) that waits for its reply.
public final class EchoRequest {
    private final int destination;
    private final int token;
    private boolean answered;
    private Watcher watcher = Watcher.NONE;

    /// @param destination address bits
    /// @param token identifier and sequence number, which nobody can guess who did not see the request
    EchoRequest(int destination, int token) {
        this.destination = destination;
        this.token = token;
    }

    int token() {
        return token;
    }

    boolean isAnsweredBy(int sender, int rest) {
        return sender == destination && rest == token;
    }

    void complete() {
        answered = true;
        watcher.changed();
    }

    /// Whether the reply has come.
    public boolean isAnswered() {
        return answered;
    }

    /// Sets who is told when the reply comes.
    public void watcher(Watcher told) {
        watcher = told;
    }
}
