package dev.morgana.runtime.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The addresses of URLs' hosts. An image without a network cannot resolve any name, and then URLs are compared by their hosts' names,
/// as the JDK's documentation says. The image builder puts the resolver in when it finds that the program reaches the network.
public final class UrlHosts {
    private static Function<String, @Nullable InetAddress> finder = host -> null;

    private UrlHosts() {}

    static @Nullable InetAddress find(String host) {
        return finder.apply(host);
    }

    /// The image holds a network. Called while the image is built.
    public static void useNetwork() {
        finder = UrlHosts::resolve;
    }

    private static @Nullable InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
