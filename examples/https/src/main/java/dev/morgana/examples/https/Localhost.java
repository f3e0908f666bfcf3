package dev.morgana.examples.https;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Who this program is, and whom it trusts: the holder of one certificate for `localhost`, which is a resource.
final class Localhost {
    private static final String STORE = "/localhost.p12";
    private static final char[] PASSWORD = "everybody".toCharArray();

    private Localhost() {}

    /// TLS with that certificate, on both sides.
    static SSLContext tls() throws IOException {
        try {
            var store = store();
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static KeyStore store() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var content = Localhost.class.getResourceAsStream(STORE)) {
            if (content == null) {
                throw new IOException("missing: " + STORE);
            }
            store.load(content, PASSWORD);
        }
        return store;
    }
}
