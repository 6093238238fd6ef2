package dev.midwatch.core.check;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.KubeObject;
import java.util.Optional;

/** What the operator decided about checks. */
public interface CheckPolicy {
    /** Every check as it ships. */
    CheckPolicy DEFAULTS = new CheckPolicy() {};

    default boolean enabled(Check check) {
        return true;
    }

    /** The severity all findings of the check get, if the operator set one. */
    default Optional<Severity> severity(Check check) {
        return Optional.empty();
    }

    /** The threshold for this object: a Duration or a Number as the setting's default is. */
    default Object value(Check check, Setting setting, KubeObject about) {
        return setting.defaultValue();
    }
}
