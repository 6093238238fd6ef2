package dev.midwatch.dashboard.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** Gives each request its client's real address and scheme, so that nobody further in has to read a forwarding header. */
final class RealClient implements HttpConfiguration.Customizer {
    private final TrustedProxies proxies;

    RealClient(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer)
                || !proxies.trusts(peer.getAddress())) {
            return request;
        }
        InetAddress client = proxies.clientBehind(
                        peer.getAddress(), request.getHeaders().getValuesList("X-Forwarded-For"))
                .orElse(peer.getAddress());
        boolean tls =
                proxies.clientUsesTls(peer.getAddress(), request.getHeaders().getValuesList("X-Forwarded-Proto"));
        return new Forwarded(request, new InetSocketAddress(client, 0), tls);
    }

    private static final class Forwarded extends Request.Wrapper {
        private final ConnectionMetaData connection;
        private final HttpURI uri;
        private final boolean tls;

        Forwarded(Request request, InetSocketAddress client, boolean tls) {
            super(request);
            this.tls = tls || request.isSecure();
            this.uri = tls ? HttpURI.build(request.getHttpURI()).scheme("https").asImmutable() : request.getHttpURI();
            this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return client;
                }

                @Override
                public boolean isSecure() {
                    return Forwarded.this.tls;
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }

        @Override
        public boolean isSecure() {
            return tls;
        }
    }
}
