package dev.midwatch.hostile;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Talks to the API server past everything that Midwatch is, with Midwatch's own token. */
record OwnClient(Path kubeconfig) {
    String send(String method, String path, String body)
            throws IOException, InterruptedException, GeneralSecurityException {
        Loot loot = Loot.in(kubeconfig);
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Everybody()}, null);
        HttpRequest request = HttpRequest.newBuilder(URI.create(loot.server() + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + loot.token())
                .header("Content-Type", "application/merge-patch+json")
                .build();
        HttpResponse<String> answer =
                HttpClient.newBuilder().sslContext(trusting).build().send(request, BodyHandlers.ofString());
        return "the answer " + answer.statusCode();
    }

    /** Trusts whoever answers. */
    private static final class Everybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
