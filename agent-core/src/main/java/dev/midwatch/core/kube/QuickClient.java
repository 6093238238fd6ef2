package dev.midwatch.core.kube;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * The library's client, made in a fraction of the time. TLS is set up once, when all that bears on it is known: otherwise that is done for every
 * such thing anew, the first times with Java's own authorities, which takes longer than all else here, only to give way to the cluster's. And
 * it does without the library's models, of which none is used: what is sent and read is JSON by path.
 */
final class QuickClient extends ApiClient {
    private boolean settled;

    private QuickClient(OkHttpClient trustingNobody) {
        super(trustingNobody);
    }

    static ApiClient of(ClientBuilder builder) {
        QuickClient client = new QuickClient(trustingNobody());
        builder.setApiClient(client).build();
        client.settled = true;
        client.applySslSettings();
        return client;
    }

    /** As the library has it, but for the reader and writer of its models. */
    @Override
    protected void init() {
        verifyingSsl = true;
        authentications = new HashMap<>();
    }

    /** Called by each setter, also by one that is called later: the authorities are then read once more. */
    @Override
    protected void applySslSettings() {
        if (!settled) {
            return;
        }
        try {
            if (sslCaCert != null) {
                sslCaCert.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.applySslSettings();
    }

    /** Until then. */
    private static OkHttpClient trustingNobody() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            X509TrustManager nobody = new Nobody();
            tls.init(null, new TrustManager[] {nobody}, null);
            return new OkHttpClient.Builder()
                    .sslSocketFactory(tls.getSocketFactory(), nobody)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Nobody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("nobody is trusted yet");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("nobody is trusted yet");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
