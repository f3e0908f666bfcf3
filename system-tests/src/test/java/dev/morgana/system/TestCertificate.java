package dev.morgana.system;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate with its key, in a PKCS #12 file.
record TestCertificate(Path store, String password) {
    /// The one that `examples/https` has and trusts.
    static TestCertificate ofTheExample() {
        return new TestCertificate(
                Morgana.ROOT.resolve("examples/https/src/main/resources/localhost.p12"),
                "everybody");
    }

    /// One that nobody trusts, made in `directory`, for the same names.
    static TestCertificate ofAStranger(Path directory) throws Exception {
        Path store = directory.resolve("stranger.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String words =
                "-genkeypair -storepass stranger -alias s -keyalg EC -groupname secp256r1 -dname CN=s -ext san=ip:10.0.2.2 -keystore";
        Transcript made =
                Host.run("", keytool.toString(), List.of((words + " " + store).split(" ")));
        made.assertStatus(0);
        return new TestCertificate(store, "stranger");
    }

    /// TLS with it, on both sides.
    SSLContext tls() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, password.toCharArray());
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password.toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
