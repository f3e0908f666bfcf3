package dev.morgana.launch;

import java.util.ArrayList;
import java.util.List;

/// How a child is tied to this process: it gets no signals of the terminal's (they are for this process to pass on), and dies with it.
final class Containment {
    private Containment() {}

    /// Words to put before a command; as many as the host has (both are util-linux, part of every Debian).
    static List<String> prefix() {
        var words = new ArrayList<String>();
        Host.find("setsid").ifPresent(setsid -> words.add(setsid.toString()));
        Host.find("setpriv")
                .ifPresent(setpriv ->
                        words.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL")));
        return words;
    }
}
