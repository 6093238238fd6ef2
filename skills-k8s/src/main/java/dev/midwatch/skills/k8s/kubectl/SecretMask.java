package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hides the values of a Secret, also those in the copy that {@code kubectl apply} leaves in an annotation. */
final class SecretMask {
    private static final String HIDDEN = "***";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private SecretMask() {}

    static KubeObject applyTo(KubeObject object) {
        if (!object.type().kind().equals("Secret")) {
            return object;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        object.json().members().forEach((field, value) -> {
            boolean values = field.equals("data") || field.equals("stringData");
            Object raw = field.equals("metadata") ? metadata(value.raw()) : value.raw();
            shown.put(field, values ? hidden(value.raw()) : raw);
        });
        return KubeObject.of(object.type(), shown);
    }

    private static Object metadata(Object raw) {
        if (!(raw instanceof Map<?, ?> metadata) || !(metadata.get("annotations") instanceof Map<?, ?> annotations)) {
            return raw;
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        metadata.forEach((key, value) -> masked.put(key.toString(), value));
        Map<String, Object> shown = new LinkedHashMap<>();
        annotations.forEach((key, value) -> shown.put(key.toString(), LAST_APPLIED.equals(key) ? HIDDEN : value));
        masked.put("annotations", shown);
        return masked;
    }

    private static Object hidden(Object raw) {
        if (!(raw instanceof Map<?, ?> values)) {
            return HIDDEN;
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        values.keySet().forEach(key -> masked.put(key.toString(), HIDDEN));
        return masked;
    }
}
