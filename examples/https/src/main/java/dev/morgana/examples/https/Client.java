package dev.morgana.examples.https;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSession;

/// Asks a server in the two ways that the JDK has.
final class Client {
    private Client() {}

    /// Prints the head of the answer as `java.net.http` sees it, and the body that `URL.openStream` gives.
    static void print(URI uri) throws IOException, InterruptedException {
        var tls = Localhost.tls();
        try (var client = HttpClient.newBuilder().sslContext(tls).build()) {
            var answer =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
            System.out.println(answer.version() + " " + answer.statusCode() + protocol(answer));
        }
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
        try (var body = uri.toURL().openStream()) {
            System.out.write(body.readAllBytes());
        }
        System.out.flush();
    }

    private static String protocol(HttpResponse<?> answer) {
        return answer.sslSession().map(SSLSession::getProtocol).map(name -> " " + name).orElse("");
    }
}
