package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Hides the values of a Secret, also those in the copies that kubectl, kapp and others leave in annotations. */
final class SecretMask {
    private static final String HIDDEN = "***";
    /** Those that say whose it is, and hold nothing of it. */
    private static final Pattern OPEN =
            Pattern.compile("midwatch\\.dev/.+|cert-manager\\.io/.+|meta\\.helm\\.sh/release-name(space)?"
                    + "|argocd\\.argoproj\\.io/tracking-id|kubernetes\\.io/service-account\\.(name|uid)");

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
        annotations.forEach((key, value) ->
                shown.put(key.toString(), OPEN.matcher(key.toString()).matches() ? value : HIDDEN));
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
