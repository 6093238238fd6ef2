package dev.midwatch.hostile;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Uses the kernel's own classes by reflection, past the gate. */
record StolenWriter(ClassLoader host) {
    private static final String KUBE = "dev.midwatch.core.kube.";

    /** Makes a connection of its own. */
    String scale(Path kubeconfig) throws Exception {
        Object settings = host.loadClass(KUBE + "ClusterSettings")
                .getMethod("of", Path.class)
                .invoke(null, kubeconfig);
        Class<?> type = host.loadClass(KUBE + "Cluster");
        try (AutoCloseable cluster =
                (AutoCloseable) type.getMethod("connect", settings.getClass()).invoke(null, settings)) {
            return scale(
                    (ClusterReader) type.getMethod("live").invoke(cluster),
                    type.getMethod("writer").invoke(cluster));
        }
    }

    /** Takes the connection out of the reader that it was handed. */
    String scaleBehind(ClusterReader handed) throws Exception {
        Class<?> scope = host.loadClass(KUBE + "SnapshotScope");
        Constructor<?> constructor = host.loadClass(KUBE + "ClusterWriter")
                .getDeclaredConstructor(host.loadClass(KUBE + "ApiConnection"), scope);
        constructor.setAccessible(true);
        return scale(
                (ClusterReader) within(handed, "LiveReader"),
                constructor.newInstance(
                        within(handed, "ApiConnection"),
                        scope.getField("EVERYTHING").get(null)));
    }

    /** Again and again while controllers write the object's status in between. */
    private static String scale(ClusterReader reader, Object writer) throws Exception {
        Why why;
        do {
            try {
                scaleOnce(reader, writer);
                return "the answer 200";
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof ClusterException no)) {
                    throw e;
                }
                why = no.why();
            }
        } while (why == Why.CONFLICT);
        return "the answer " + why;
    }

    private static void scaleOnce(ClusterReader reader, Object writer) throws Exception {
        KubeObject web =
                reader.find(ResourceType.DEPLOYMENTS, "hostile-ground", "web").orElseThrow();
        Intent intent = new Intent("scale", ResourceType.DEPLOYMENTS, web.ref(), Risk.SAFE, "kubectl get nothing");
        Action nothing = new Action.Patch(intent, "", PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", 0))));
        Method execute = writer.getClass().getMethod("execute", Action.class, String.class, String.class);
        execute.setAccessible(true);
        execute.invoke(writer, nothing, web.at("metadata.resourceVersion").text(), "looks-fine");
    }

    /** The first object of that class that can be reached from another by its fields. */
    private static Object within(Object from, String name) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            Object next = open.poll();
            if (next.getClass().getSimpleName().equals(name)) {
                return next;
            }
            if (!seen.add(next) || !next.getClass().getName().startsWith(KUBE)) {
                continue;
            }
            for (Field field : next.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                Object value = Modifier.isStatic(field.getModifiers()) ? null : field.get(next);
                if (value != null) {
                    open.add(value);
                }
            }
        }
        throw new IllegalStateException("no " + name + " behind " + from.getClass());
    }
}
