package dev.midwatch.core.watch;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.config.CheckSettings;
import java.util.Map;
import java.util.Optional;

/** The operator's decisions about checks as they are in force now; a good edit of the configuration replaces them. */
public final class LivePolicy implements CheckPolicy {
    private volatile CheckSettings settings;

    public LivePolicy(CheckSettings settings) {
        this.settings = settings;
    }

    public void replace(CheckSettings other) {
        settings = other;
    }

    @Override
    public boolean enabled(Check check) {
        return settings.enabled(check);
    }

    @Override
    public boolean switchedOff(Check check) {
        return settings.switchedOff(check);
    }

    @Override
    public boolean speaksOf(Check check, String namespace, Map<String, String> labels) {
        return settings.speaksOf(check, namespace, labels);
    }

    @Override
    public Optional<Severity> severity(Check check, String namespace, Map<String, String> labels) {
        return settings.severity(check, namespace, labels);
    }

    @Override
    public Object value(Check check, Setting setting, KubeObject about) {
        return settings.value(check, setting, about.namespace(), about.labels());
    }
}
