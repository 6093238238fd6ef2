package dev.midwatch.core.kube;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Keeps the HTTP client from sending again by itself what may have been done already: after a lost connection, a redirect, a 408 or 503. */
final class Once extends RequestBody {
    private final RequestBody body;

    private Once(RequestBody body) {
        this.body = body;
    }

    /** The same request, sent at most once if it has a body, as every write has. It may still try to connect more than once. */
    static Request sent(Request request) {
        RequestBody body = request.body();
        return body == null
                ? request
                : request.newBuilder().method(request.method(), new Once(body)).build();
    }

    /** The same client, for what has no body. */
    static OkHttpClient connected(OkHttpClient client) {
        return client.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
    }

    @Override
    public MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        body.writeTo(sink);
    }

    @Override
    public boolean isOneShot() {
        return true;
    }
}
