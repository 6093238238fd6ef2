package dev.midwatch.skills.helm;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A revision of a release, as the labels of its Secret tell of it. */
record Revision(KubeObject secret, String release, long number, String status) {
    /** Empty for a Secret that is not Helm's. */
    static Optional<Revision> of(KubeObject secret) {
        String release = label(secret, "name");
        String number = label(secret, "version");
        return label(secret, "owner").equals("helm") && !release.isEmpty() && number.matches("\\d{1,9}")
                ? Optional.of(new Revision(secret, release, Long.parseLong(number), label(secret, "status")))
                : Optional.empty();
    }

    String namespace() {
        return secret.namespace();
    }

    /** The release has no object of its own, and its Secret is another one with each revision. */
    ObjectRef ref() {
        return new ObjectRef("helm.sh/v3", "Release", namespace(), release, "");
    }

    /** When its status last changed; Helm writes seconds since 1970. */
    Optional<Instant> changed() {
        return Stream.of(seconds("modifiedAt"), seconds("createdAt"), secret.created())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Instant> seconds(String label) {
        String text = label(secret, label);
        return text.matches("\\d{1,11}") ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text))) : Optional.empty();
    }

    private static String label(KubeObject secret, String key) {
        return secret.at("metadata.labels").get(key).text();
    }
}
