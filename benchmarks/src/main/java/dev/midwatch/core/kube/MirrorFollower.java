package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.KubernetesPlugin;
import dev.midwatch.testkit.TestContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Follows a cluster with what all checks of skills-k8s declare, and says on request what that costs; the process that is measured. */
public final class MirrorFollower {
    static final String WRITTEN = "midwatch.dev/benchmark";

    private final Cluster cluster;
    private final List<Permission> needs;
    private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean measuring;
    private long newest;

    private MirrorFollower(Path kubeconfig) {
        cluster = Cluster.connect(ClusterSettings.of(kubeconfig));
        needs = new KubernetesPlugin()
                .skills(TestContext.in(Path.of("."))).stream()
                        .flatMap(skill -> skill.checks().stream())
                        .flatMap(check -> check.permissions().stream())
                        .toList();
    }

    public static void main(String[] arguments) throws Exception {
        MirrorFollower follower = new MirrorFollower(Path.of(arguments[0]));
        follower.begin();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            follower.obey(order);
        }
        follower.cluster.close();
    }

    private void begin() throws IOException, ClusterException, InterruptedException {
        List<Permission> pods = listsOf(ResourceType.PODS);
        Mirror mirror = cluster.follow(needs, Set.of(), SnapshotScope.EVERYTHING);
        // What following takes by itself is there before the first pod.
        cluster.snapshot(listsOf(ResourceType.NAMESPACES), SnapshotScope.EVERYTHING)
                .list(ResourceType.NAMESPACES);
        long empty = used();
        long resident = resident();
        int count = cluster.snapshot(pods, SnapshotScope.EVERYTHING)
                .list(ResourceType.PODS)
                .size();
        long withPods = used();
        long from = System.nanoTime();
        Coverage coverage = cluster.snapshot(needs, SnapshotScope.EVERYTHING).coverage();
        long listed = System.nanoTime();
        TimeUnit.SECONDS.sleep(3);
        System.out.printf(
                "%d pods, %d bytes of heap for each; all %d types in %d ms, %d followed, heap %.1f MB, RSS %.0f MB"
                        + " before and %.0f MB after, %d threads, gaps %s%n",
                count,
                (withPods - empty) / Math.max(1, count),
                coverage.lookedAt().size(),
                TimeUnit.NANOSECONDS.toMillis(listed - from),
                mirror.standings().size(),
                (used() - empty) / 1e6,
                resident / 1e6,
                resident() / 1e6,
                Thread.activeCount(),
                coverage.blind());
        requests();
        mirror.onChange(type -> {
            if (measuring && type.equals(ResourceType.PODS)) {
                see(pods);
            }
        });
    }

    private List<Permission> listsOf(ResourceType type) {
        return needs.stream().filter(one -> one.type().equals(type)).toList();
    }

    /** On the thread that was told: what is visible to a cycle from now on. */
    private void see(List<Permission> pods) {
        try {
            long before = newest;
            for (KubeObject pod :
                    cluster.snapshot(pods, SnapshotScope.EVERYTHING).list(ResourceType.PODS)) {
                String written = pod.annotation(WRITTEN);
                if (!written.isEmpty() && Long.parseLong(written) > before) {
                    latencies.add(System.nanoTime() - Long.parseLong(written));
                    newest = Math.max(newest, Long.parseLong(written));
                }
            }
        } catch (ClusterException gap) {
            System.out.println("gap: " + gap.getMessage());
        }
    }

    private void obey(String order) throws IOException, InterruptedException {
        switch (order) {
            case "latency" -> {
                newest = System.nanoTime();
                measuring = true;
                System.out.println("ok");
            }
            case "cost" -> {
                measuring = false;
                System.out.println(
                        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                                .getProcessCpuTime());
            }
            case "end" -> {
                System.out.printf("%d changes seen: %s%n", latencies.size(), told());
                System.out.printf("heap %.1f MB, RSS %.0f MB in the end%n", used() / 1e6, resident() / 1e6);
                requests();
                System.out.println("end");
            }
            default -> throw new IllegalArgumentException(order);
        }
    }

    private String told() {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? "none"
                : "median %.1f ms, 99th percentile %.1f ms, longest %.1f ms"
                        .formatted(
                                sorted[sorted.length / 2] / 1e6,
                                sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6,
                                sorted[sorted.length - 1] / 1e6);
    }

    private void requests() {
        long lists = cluster.requests().byKind().entrySet().stream()
                .filter(one -> one.getKey().verb().equals("list"))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
        System.out.printf(
                "%d requests, %d of them lists, %.1f MB read%n",
                cluster.requests().count(), lists, cluster.requests().bytes() / 1e6);
    }

    /** When what was under way is done. */
    private static long used() throws InterruptedException {
        TimeUnit.SECONDS.sleep(2);
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
