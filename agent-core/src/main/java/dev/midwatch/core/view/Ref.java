package dev.midwatch.core.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.midwatch.api.kube.ObjectRef;
import java.util.Optional;

/**
 * An object of the cluster.
 *
 * @param namespace empty for one that is in none
 */
public record Ref(@JsonProperty("apiVersion") String apiVersion, String kind, Optional<String> namespace, String name) {
    static Ref of(ObjectRef ref) {
        return new Ref(
                ref.apiVersion(), ref.kind(), Optional.of(ref.namespace()).filter(text -> !text.isEmpty()), ref.name());
    }

    /** {@code Deployment shop/web}. */
    @Override
    public String toString() {
        return kind + " " + namespace.map(text -> text + "/").orElse("") + name;
    }
}
