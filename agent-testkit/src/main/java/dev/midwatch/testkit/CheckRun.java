package dev.midwatch.testkit;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a check in a test: {@code CheckRun.of(new HelloCheck()).findings(FakeCluster.of("..."))}. The time is
 * {@link #NOON} unless said otherwise. Reads outside the declared permissions fail, as they do in the kernel.
 */
public final class CheckRun {
    /** The time of a run: 2026-01-02T12:00:00Z. */
    public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Check check;
    private final Instant now;
    private final Map<String, Object> settings;
    private final Map<String, List<Trend.Point>> history;
    private final Metrics metrics;

    private CheckRun(
            Check check,
            Instant now,
            Map<String, Object> settings,
            Map<String, List<Trend.Point>> history,
            Metrics metrics) {
        this.check = check;
        this.now = now;
        this.settings = settings;
        this.history = history;
        this.metrics = metrics;
    }

    public static CheckRun of(Check check) {
        Map<String, Object> defaults = new HashMap<>();
        check.settings().forEach(setting -> defaults.put(setting.name(), setting.defaultValue()));
        return new CheckRun(check, NOON, defaults, Map.of(), Metrics.NONE);
    }

    public CheckRun at(Instant time) {
        return new CheckRun(check, time, settings, history, metrics);
    }

    /** With another threshold than the default. */
    public CheckRun with(String setting, Object value) {
        if (!settings.containsKey(setting)) {
            throw new IllegalArgumentException(check.name() + " declares no setting " + setting);
        }
        Map<String, Object> changed = new HashMap<>(settings);
        changed.put(setting, value);
        return new CheckRun(check, now, changed, history, metrics);
    }

    /**
     * With what earlier cycles measured of an object, oldest first.
     *
     * @param about as an {@link ObjectRef} is written: {@code PersistentVolumeClaim shop/data}, {@code Node birch}
     */
    public CheckRun history(String series, String about, Trend.Point... points) {
        Map<String, List<Trend.Point>> more = new HashMap<>(history);
        more.put(series + " of " + about, List.of(points));
        return new CheckRun(check, now, settings, more, metrics);
    }

    /** With what a Prometheus answers. */
    public CheckRun metrics(Metrics measured) {
        return new CheckRun(check, now, settings, history, measured);
    }

    /** What the check finds. */
    public List<Finding> findings(FakeCluster cluster) throws ClusterException {
        return check.run(new Context(new DeclaredReader(cluster, check.permissions()), cluster));
    }

    /** The reasons of what the check finds, in order. */
    public List<String> reasons(FakeCluster cluster) throws ClusterException {
        return findings(cluster).stream().map(Finding::reason).toList();
    }

    private final class Context implements CheckContext {
        private final ClusterReader cluster;
        private final FakeCluster everything;

        Context(ClusterReader cluster, FakeCluster everything) {
            this.cluster = cluster;
            this.everything = everything;
        }

        @Override
        public ClusterReader cluster() {
            return cluster;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public ObjectRef owner(KubeObject object) {
            Optional<ObjectRef> controller = object.controller();
            if (controller.isEmpty()) {
                return object.ref();
            }
            ObjectRef owner = controller.get();
            return ResourceType.common(owner.apiVersion(), owner.kind())
                    .flatMap(type -> lookUp(type, owner))
                    .map(this::owner)
                    .orElse(owner);
        }

        private Optional<KubeObject> lookUp(ResourceType type, ObjectRef ref) {
            try {
                return everything.find(type, ref.namespace(), ref.name());
            } catch (ClusterException cannotSee) {
                return Optional.empty();
            }
        }

        @Override
        public Duration duration(String setting, KubeObject about) {
            if (value(setting) instanceof Duration duration) {
                return duration;
            }
            throw new IllegalArgumentException(check.name() + " does not declare " + setting + " as a duration");
        }

        @Override
        public double number(String setting, KubeObject about) {
            if (value(setting) instanceof Number number) {
                return number.doubleValue();
            }
            throw new IllegalArgumentException(check.name() + " does not declare " + setting + " as a number");
        }

        @Override
        public Trend trend(String series, ObjectRef about, double value) {
            List<Trend.Point> points = new ArrayList<>(history.getOrDefault(series + " of " + about, List.of()));
            points.add(new Trend.Point(now, value));
            return new Trend(points);
        }

        @Override
        public Metrics metrics() {
            return metrics;
        }

        @Override
        public List<String> texts(String setting, KubeObject about) {
            if (value(setting) instanceof List<?> texts) {
                return texts.stream().map(Object::toString).toList();
            }
            throw new IllegalArgumentException(check.name() + " does not declare " + setting + " as a list of texts");
        }

        private Object value(String setting) {
            return settings.get(setting);
        }
    }
}
