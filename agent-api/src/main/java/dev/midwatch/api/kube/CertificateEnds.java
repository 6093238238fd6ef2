package dev.midwatch.api.kube;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When the certificates end by which the API server and we know each other.
 *
 * @param server of those that the server shows the one that ends first; empty without TLS
 * @param client of ours the same; empty where a token says who we are
 */
public record CertificateEnds(Optional<Instant> server, Optional<Instant> client) {
    public static final CertificateEnds UNKNOWN = new CertificateEnds(Optional.empty(), Optional.empty());

    public CertificateEnds {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(client, "client");
    }
}
