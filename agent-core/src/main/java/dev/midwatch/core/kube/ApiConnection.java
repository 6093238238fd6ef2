package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.midwatch.api.kube.CertificateEnds;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Handshake;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** Requests to one API server: credentials, deadlines, counting, and failures told apart. */
final class ApiConnection {
    private static final String JSON = "application/json";
    private static final String[] AUTHENTICATIONS = {"BearerToken"};
    /** A kubelet that is well answers at once. */
    private static final Duration KUBELET = Duration.ofSeconds(3);

    private final ApiClient client;
    private final RequestStats stats;
    private final Contact contact;
    private final Pacer pacer;
    /** For answers that go on, which have connections of their own. */
    private final OkHttpClient watching;

    ApiConnection(ApiClient client, Duration deadline, double qps, RequestStats stats, Contact contact) {
        this.client = client;
        this.stats = stats;
        this.contact = contact;
        this.pacer = new Pacer(qps);
        client.setHttpClient(HttpClients.asking(client.getHttpClient(), deadline));
        client.setUserAgent("midwatch");
        this.watching = HttpClients.watching(client.getHttpClient());
    }

    /** Takes an answer that is a success. */
    interface Taker<T> {
        T take(InputStream body) throws IOException;
    }

    String server() {
        return client.getBasePath();
    }

    <T> T get(ApiPath path, String accept, Taker<T> taker) throws ClusterException {
        return send("GET", path, accept, null, null, taker);
    }

    <T> T send(String method, ApiPath path, String accept, String contentType, byte[] body, Taker<T> taker)
            throws ClusterException {
        return send(method, path, headers(accept, contentType), body, taker);
    }

    /**
     * Sends a request, once if it has a body, and hands the body of a success to the taker; a failure becomes an exception that says
     * which.
     */
    <T> T send(String method, ApiPath path, Map<String, String> headers, byte[] body, Taker<T> taker)
            throws ClusterException {
        try {
            T answer = exchange(method, path, headers, body, taker);
            contact.heard();
            return answer;
        } catch (ClusterException e) {
            note(path, e.why());
            throw e;
        }
    }

    /**
     * A refusal is an answer; a server that breaks down over a request, or a proxy without one, is none. That a kubelet does not answer
     * says nothing of the server before it.
     */
    private void note(ApiPath path, Why failure) {
        boolean silent = failure == Why.UNREACHABLE || failure == Why.TIMEOUT || failure == Why.FAILED;
        if (silent && !path.proxied()) {
            contact.lost();
        } else if (!silent) {
            contact.heard();
        }
    }

    private <T> T exchange(String method, ApiPath path, Map<String, String> headers, byte[] body, Taker<T> taker)
            throws ClusterException {
        pacer.await();
        try (Response response = execute(method, path, request(method, path, headers, body))) {
            stats.answered(path.resource(), path.verb(method), response.code());
            if (!response.isSuccessful()) {
                throw Refusals.of(
                        server(), path, response.code(), response.body().string());
            }
            requireMachineReadable(headers.get("Accept"), response);
            try (CountingStream counted = new CountingStream(response.body().byteStream(), stats)) {
                return taker.take(counted);
            }
        } catch (IOException e) {
            throw unreachable(path, e);
        } catch (ApiException e) {
            throw new ClusterException(Why.FAILED, path + ": " + e.getMessage(), e);
        }
    }

    /** By a connection of its own: one that has been open for long shows what held when it was made. */
    CertificateEnds certificates() throws ClusterException {
        ApiPath path = ApiPath.document("/version");
        OkHttpClient anew = client.getHttpClient()
                .newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
        pacer.await();
        try (Response response =
                anew.newCall(request("GET", path, headers(JSON, null), null)).execute()) {
            stats.answered(path.resource(), path.verb("GET"), response.code());
            Handshake handshake = response.handshake();
            return handshake == null
                    ? CertificateEnds.UNKNOWN
                    : new CertificateEnds(
                            firstEnd(handshake.peerCertificates()), firstEnd(handshake.localCertificates()));
        } catch (IOException e) {
            stats.unanswered(path.resource(), path.verb("GET"));
            throw unreachable(path, e);
        } catch (ApiException e) {
            throw new ClusterException(Why.FAILED, path + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Instant> firstEnd(List<Certificate> certificates) {
        return certificates.stream()
                .filter(X509Certificate.class::isInstance)
                .map(certificate ->
                        ((X509Certificate) certificate).getNotAfter().toInstant())
                .min(Comparator.naturalOrder());
    }

    private Response execute(String method, ApiPath path, Request request) throws IOException {
        try {
            Call call = client.getHttpClient().newCall(Once.sent(request));
            if (path.proxied()) {
                call.timeout().timeout(KUBELET.toMillis(), TimeUnit.MILLISECONDS);
            }
            return call.execute();
        } catch (IOException e) {
            stats.unanswered(path.resource(), path.verb(method));
            throw e;
        }
    }

    private static Map<String, String> headers(String accept, String contentType) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", accept);
        // No Accept-Encoding: the client then asks for gzip and unpacks it by itself. Lists shrink tenfold, and with
        // them the bytes
        // that TLS has to decrypt, which is most of what a scan costs without the optimising compiler.
        if (contentType != null) {
            headers.put("Content-Type", contentType);
        }
        return headers;
    }

    private Request request(String method, ApiPath path, Map<String, String> headers, byte[] body) throws ApiException {
        List<Pair> query = new ArrayList<>();
        path.query().forEach((name, value) -> query.add(new Pair(name, value)));
        return request(method, path, query, headers, body);
    }

    private Request request(String method, ApiPath path, List<Pair> query, Map<String, String> headers, byte[] body)
            throws ApiException {
        Call call = client.buildCall(
                null,
                path.path(),
                method,
                query,
                List.of(),
                body,
                new HashMap<>(headers),
                new HashMap<>(),
                new HashMap<>(),
                AUTHENTICATIONS,
                null);
        return call.request();
    }

    /** Opens a WebSocket, and does not try again; the listener hears what comes of it. */
    WebSocket stream(
            ApiPath path,
            List<Map.Entry<String, String>> query,
            Map<String, String> headers,
            WebSocketListener listener)
            throws ClusterException {
        pacer.await();
        try {
            List<Pair> pairs = query.stream()
                    .map(one -> new Pair(one.getKey(), one.getValue()))
                    .toList();
            return Once.connected(client.getHttpClient())
                    .newBuilder()
                    .pingInterval(Duration.ZERO)
                    .addInterceptor(chain -> counted(path, chain))
                    .build()
                    .newWebSocket(request("GET", path, pairs, headers, null), listener);
        } catch (ApiException e) {
            throw new ClusterException(Why.FAILED, path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Prepares a request whose answer goes on.
     *
     * @param silence how long it may tell nothing
     */
    OpenCall open(ApiPath path, Duration silence) throws ClusterException {
        try {
            OkHttpClient patient = watching.newBuilder().readTimeout(silence).build();
            Map<String, String> headers = headers(JSON, null);
            // Whatever packs on the way may wait until there is enough to pack.
            headers.put("Accept-Encoding", "identity");
            Request request = request("GET", path, headers, null);
            return new OpenCall(patient.newCall(request), call -> begin(path, call));
        } catch (ApiException e) {
            throw new ClusterException(Why.FAILED, path + ": " + e.getMessage(), e);
        }
    }

    private InputStream begin(ApiPath path, Call call) throws ClusterException {
        pacer.await();
        try {
            InputStream body = answer(path, call.execute());
            contact.heard();
            return body;
        } catch (IOException e) {
            stats.unanswered(path.resource(), path.verb("GET"));
            if (!call.isCanceled()) {
                contact.lost();
            }
            throw unreachable(path, e);
        } catch (ClusterException e) {
            note(path, e.why());
            throw e;
        }
    }

    private InputStream answer(ApiPath path, Response response) throws ClusterException, IOException {
        stats.answered(path.resource(), path.verb("GET"), response.code());
        try {
            if (!response.isSuccessful()) {
                throw Refusals.of(
                        server(), path, response.code(), response.body().string());
            }
            requireMachineReadable(JSON, response);
        } catch (ClusterException | IOException e) {
            response.close();
            throw e;
        }
        return new CountingStream(response.body().byteStream(), stats);
    }

    private Response counted(ApiPath path, Interceptor.Chain chain) throws IOException {
        try {
            Response response = chain.proceed(chain.request());
            stats.answered(path.resource(), path.verb("GET"), response.code());
            return response;
        } catch (IOException e) {
            stats.unanswered(path.resource(), path.verb("GET"));
            throw e;
        }
    }

    private void requireMachineReadable(String accept, Response response) throws ClusterException {
        String type = response.header("Content-Type", "");
        if (accept.contains("json") && !type.contains("json")) {
            throw Refusals.notKubernetes(server(), type.isEmpty() ? "no content type" : type);
        }
    }

    private ClusterException unreachable(ApiPath path, IOException e) {
        String server = server();
        if (e instanceof InterruptedIOException) {
            return new ClusterException(Why.TIMEOUT, "%s did not answer %s in time".formatted(server, path), e);
        }
        if (e instanceof SSLException) {
            return new ClusterException(Why.UNREACHABLE, server + tls(e), e);
        }
        if (e instanceof ConnectException || e instanceof UnknownHostException) {
            return new ClusterException(
                    Why.UNREACHABLE, "%s cannot be reached: %s".formatted(server, e.getMessage()), e);
        }
        if (e instanceof JsonProcessingException) {
            return new ClusterException(
                    Why.UNREACHABLE, "%s cut its answer to %s short or garbled it".formatted(server, path), e);
        }
        return new ClusterException(
                Why.UNREACHABLE, "%s broke off its answer to %s: %s".formatted(server, path, e.getMessage()), e);
    }

    private static String tls(IOException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return ": its certificate is for another name or address (%s)"
                    .formatted(e.getMessage().lines().findFirst().orElse(""));
        }
        return e.getCause() instanceof CertificateException
                ? ": its certificate is not trusted by the CA of the kubeconfig (%s)".formatted(e.getMessage())
                : " broke off the TLS handshake; it may not speak TLS (%s)".formatted(e.getMessage());
    }

    static JsonParser parser(InputStream body) throws IOException {
        return ObjectParser.JSON.createParser(body);
    }

    void close() {
        client.getHttpClient().dispatcher().executorService().shutdown();
        client.getHttpClient().connectionPool().evictAll();
        watching.connectionPool().evictAll();
    }
}
