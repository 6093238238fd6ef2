package dev.midwatch.skills.certmanager;

import dev.midwatch.api.kube.KubeObject;
import java.util.Locale;

/** How far an ACME challenge that does not end has come. */
enum Stall {
    QUEUED("waits for its turn: as many challenges as cert-manager works on at a time are before it"),
    NOT_PRESENTED("could not be put where the ACME server would look"),
    SELF_CHECK("was put in place, but cert-manager itself cannot see it from within the cluster"),
    SERVER("was put in place and handed over; the ACME server has not decided");

    final String words;

    Stall(String words) {
        this.words = words;
    }

    static Stall of(KubeObject challenge) {
        if (!challenge.at("status.presented").isTrue()) {
            boolean untouched = !challenge.at("status.processing").isTrue()
                    && challenge.at("status.reason").text().isEmpty();
            return untouched ? QUEUED : NOT_PRESENTED;
        }
        return challenge.at("status.reason").text().startsWith("Waiting for") ? SELF_CHECK : SERVER;
    }

    /** What usually is behind a self-check that fails; empty for what its message does not tell. */
    static String hint(String type, String message) {
        String small = message.toLowerCase(Locale.ROOT);
        if (type.equals("DNS-01")) {
            return small.contains("not yet propagated")
                    ? "the record is not served: another zone answers for the name, the token may not write to it, or a CNAME leads elsewhere"
                    : "";
        }
        if (small.contains("no such host")) {
            return "the name does not resolve inside the cluster";
        }
        if (small.contains("wrong status code '404'")) {
            return "the name leads to something that does not know the solver: another ingress class, or another address";
        }
        if (small.contains("wrong status code")) {
            return "something before the solver answers: a login, a redirect, a firewall";
        }
        if (small.contains("did not get expected response")) {
            return "another server answers for the name";
        }
        if (small.contains("connection refused") || small.contains("timeout") || small.contains("deadline exceeded")) {
            return "port 80 of the name cannot be reached from inside: firewall, or a router without hairpin NAT";
        }
        return small.contains("x509") || small.contains("tls:")
                ? "HTTP is redirected to HTTPS with a certificate that is not valid yet"
                : "";
    }
}
