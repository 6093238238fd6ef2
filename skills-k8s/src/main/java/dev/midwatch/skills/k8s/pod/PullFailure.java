package dev.midwatch.skills.k8s.pod;

import dev.midwatch.skills.k8s.evidence.ContainerState;
import java.util.regex.Pattern;

/** Why a registry did not give an image. */
enum PullFailure {
    INVALID_NAME("the image name is not valid", "InvalidImageName|invalid reference format|couldn't parse image"),
    NEVER("it is not on the node, and the pull policy is Never", "ErrImageNeverPull|pull policy of Never"),
    PLATFORM("there is no such image for the node's processor", "no match for platform|exec format error"),
    RATE("the registry refuses more pulls for now", "toomanyrequests|\\b429\\b|rate limit"),
    REFUSED(
            "the registry refuses the credentials, or there are none, or the repository does not exist",
            "unauthorized|\\b401\\b|\\b403\\b|forbidden|authentication required|access denied|denied:|no basic auth|insufficient_scope"),
    NOT_FOUND("the registry has no such image or tag", "not found|manifest unknown|\\b404\\b|name unknown"),
    CERTIFICATE("the registry's certificate is not trusted", "x509|certificate|server gave HTTP response to HTTPS"),
    NAME("the registry's name does not resolve", "no such host|name resolution|server misbehaving"),
    TIMEOUT(
            "the registry cannot be reached",
            "timeout|timed out|deadline exceeded|connection refused|connection reset|no route to host|TLS handshake|\\bEOF\\b"),
    DISK("the node's disk is full", "no space left"),
    UNKNOWN("the image cannot be pulled", "(?!)");

    private final String words;
    private final Pattern says;

    PullFailure(String words, String says) {
        this.words = words;
        this.says = Pattern.compile(says, Pattern.CASE_INSENSITIVE);
    }

    static PullFailure of(ContainerState container, String message) {
        // An image's own name may hold digits and words that look like an answer of the registry.
        String said = container.waitingFor() + " "
                + message.replace(container.image(), "").replaceAll("\"[^\"]*\"", "");
        for (PullFailure failure : values()) {
            if (failure.says.matcher(said).find()) {
                return failure;
            }
        }
        return UNKNOWN;
    }

    /** Whether it may be the registry as a whole that fails, and not this image: where it refuses several workloads, it is their token. */
    boolean ofRegistry() {
        return this == REFUSED || this == RATE || this == CERTIFICATE || this == NAME || this == TIMEOUT;
    }

    /** For a cause line. */
    String words() {
        return words;
    }
}
