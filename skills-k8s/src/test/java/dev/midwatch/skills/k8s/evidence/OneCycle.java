package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckRun;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the kernel gives to the checks of one cycle: one snapshot, and what they draw from it; the reads are written down. */
public final class OneCycle implements CheckContext {
    private final ClusterReader cluster;
    private final List<String> reads;
    private final Map<List<Object>, Object> facts;

    private OneCycle(ClusterReader cluster, List<String> reads, Map<List<Object>, Object> facts) {
        this.cluster = cluster;
        this.reads = reads;
        this.facts = facts;
    }

    public static OneCycle of(ClusterReader cluster) {
        return new OneCycle(cluster, new ArrayList<>(), new HashMap<>());
    }

    /** The same cycle for a check that sees something else. */
    public OneCycle seeing(ClusterReader other) {
        return new OneCycle(other, reads, facts);
    }

    public List<String> reads() {
        return reads;
    }

    @Override
    public ClusterReader cluster() {
        return (ClusterReader) Proxy.newProxyInstance(
                OneCycle.class.getClassLoader(), new Class<?>[] {ClusterReader.class}, (proxy, method, arguments) -> {
                    reads.add(method.getName());
                    try {
                        return method.invoke(cluster, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public <T> T once(Class<T> what, Object of, Supplier<T> draw) {
        List<Object> key = List.of(what, of);
        if (!facts.containsKey(key)) {
            facts.put(key, draw.get());
        }
        return what.cast(facts.get(key));
    }

    @Override
    public Instant now() {
        return CheckRun.NOON;
    }

    @Override
    public ObjectRef owner(KubeObject object) {
        return object.controller().orElse(object.ref());
    }

    @Override
    public Duration duration(String setting, KubeObject about) {
        throw new UnsupportedOperationException(setting);
    }

    @Override
    public double number(String setting, KubeObject about) {
        throw new UnsupportedOperationException(setting);
    }

    @Override
    public List<String> texts(String setting, KubeObject about) {
        throw new UnsupportedOperationException(setting);
    }
}
