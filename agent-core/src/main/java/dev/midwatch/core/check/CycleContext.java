package dev.midwatch.core.check;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** One check's view of one cycle. */
record CycleContext(
        Check check,
        ClusterReader cluster,
        Instant now,
        Owners owners,
        Facts facts,
        CheckPolicy policy,
        Trends trends,
        Metrics metrics)
        implements CheckContext {
    @Override
    public ObjectRef owner(KubeObject object) {
        return owners.of(object);
    }

    @Override
    public Trend trend(String series, ObjectRef about, double value) {
        return trends.with(check.name(), series, about, new Trend.Point(now, value));
    }

    @Override
    public <T> T once(Class<T> what, Object of, Supplier<T> draw) {
        return facts.once(what, of, draw);
    }

    @Override
    public Duration duration(String setting, KubeObject about) {
        return value(setting, about, Duration.class);
    }

    @Override
    public double number(String setting, KubeObject about) {
        return value(setting, about, Number.class).doubleValue();
    }

    @Override
    public List<String> texts(String setting, KubeObject about) {
        return ((List<?>) value(setting, about, List.class))
                .stream().map(Object::toString).toList();
    }

    private <T> T value(String name, KubeObject about, Class<T> type) {
        Setting setting = check.settings().stream()
                .filter(declared -> declared.name().equals(name))
                .filter(declared -> type.isInstance(declared.defaultValue()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("check %s declares no setting %s that is a %s"
                        .formatted(check.name(), name, type.getSimpleName())));
        return type.cast(policy.value(check, setting, about));
    }
}
