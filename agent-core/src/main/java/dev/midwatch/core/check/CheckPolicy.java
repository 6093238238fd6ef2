package dev.midwatch.core.check;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.KubeObject;
import java.util.Map;
import java.util.Optional;

/** What the operator decided about checks. */
public interface CheckPolicy {
    /** Every check as it ships. */
    CheckPolicy DEFAULTS = new CheckPolicy() {};

    /** Whether the check runs where nobody asked for it by name; a matter of hygiene does only where the operator said so. */
    default boolean enabled(Check check) {
        return !check.lint();
    }

    /** Whether the check does not run even where somebody asks for it. */
    default boolean switchedOff(Check check) {
        return false;
    }

    /** Whether the check speaks of objects of this namespace and these labels. */
    default boolean speaksOf(Check check, String namespace, Map<String, String> labels) {
        return true;
    }

    /** The severity its findings about such objects get, if the operator set one. */
    default Optional<Severity> severity(Check check, String namespace, Map<String, String> labels) {
        return Optional.empty();
    }

    /** The threshold for this object: a Duration or a Number as the setting's default is. */
    default Object value(Check check, Setting setting, KubeObject about) {
        return setting.defaultValue();
    }
}
