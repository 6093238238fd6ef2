package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to follow a cluster, and how soon a change is visible: changes pods twenty times a second beside a process that follows.
 * Run by {@code benchmarks/mirror.sh}.
 */
public final class MirrorLoad {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(50);

    private final ApiConnection api;
    private final List<KubeObject> pods;
    private final Random random = new Random(1);

    private MirrorLoad(Path kubeconfig) throws ClusterException {
        api = new ApiConnection(
                ClusterSource.find(ClusterSettings.of(kubeconfig)).client(),
                Duration.ofSeconds(30),
                1_000,
                new RequestStats(),
                new Contact(Clock.systemUTC()));
        pods = new ListReader(api, 500)
                .list(
                        ResourceType.PODS,
                        "",
                        "",
                        Projection.of(ResourceType.PODS, List.of(Permission.list(ResourceType.PODS, "metadata.name"))))
                .objects();
    }

    /** A kubeconfig, the seconds of each of the two parts, and options for the JVM that follows. */
    public static void main(String[] arguments) throws Exception {
        MirrorLoad load = new MirrorLoad(Path.of(arguments[0]));
        Duration part = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Process follower = new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8));
                PrintStream orders = new PrintStream(follower.getOutputStream(), true, StandardCharsets.UTF_8)) {
            String begun = said.readLine();
            // A JVM may have something to say of its options before.
            while (!begun.contains(" pods, ")) {
                begun = said.readLine();
            }
            System.out.println(begun);
            System.out.println(said.readLine());
            orders.println("latency");
            said.readLine();
            load.change(part);
            orders.println("cost");
            long before = Long.parseLong(said.readLine());
            load.change(part);
            orders.println("cost");
            long cpu = Long.parseLong(said.readLine()) - before;
            System.out.printf(
                    "at 20 changes a second %.2f %% of one core, over %d s%n",
                    100.0 * cpu / part.toNanos(), part.toSeconds());
            orders.println("end");
            for (String line = said.readLine(); !"end".equals(line) && line != null; line = said.readLine()) {
                System.out.println(line);
            }
        } finally {
            follower.destroy();
            load.api.close();
        }
    }

    private static String[] command(String[] arguments) {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments).subList(2, arguments.length));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), MirrorFollower.class.getName(), arguments[0]));
        return command.toArray(String[]::new);
    }

    private void change(Duration time) throws ClusterException, IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long next = System.nanoTime(); next < end; next += EVERY) {
            KubeObject pod = pods.get(random.nextInt(pods.size()));
            Map<String, Object> patch = Map.of(
                    "metadata",
                    Map.of("annotations", Map.of(MirrorFollower.WRITTEN, Long.toString(System.nanoTime()))));
            api.send(
                    "PATCH",
                    ApiPath.object(ResourceType.PODS, pod.namespace(), pod.name()),
                    "application/json",
                    "application/merge-patch+json",
                    AccessReview.bytes(patch),
                    body -> body.skip(Long.MAX_VALUE));
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next + EVERY - System.nanoTime()));
        }
    }
}
