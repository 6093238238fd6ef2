package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Workloads that ask for much more, or much less, than they use. One sample is no season: it is a hint. */
public final class RequestsFit implements Check {
    private static final double MEBI = 0x1p20;

    @Override
    public String name() {
        return "requests-fit";
    }

    @Override
    public String description() {
        return "Workloads whose requests are far from what they use";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.PODS,
                        "spec.containers.name",
                        "spec.containers.resources.requests",
                        "status.phase",
                        "status.startTime"),
                Permission.list(ResourceType.POD_METRICS, "containers.name", "containers.usage"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("over_percent", 20, "percent of its requests that a workload has to use"),
                new Setting("under_percent", 150, "percent of its requests that a workload may use"),
                new Setting("least_cpu_cores", 0.5, "difference in cores below which it does not matter"),
                new Setting("least_memory_mebibytes", 512, "difference in MiB below which it does not matter"),
                new Setting("started", Duration.ofHours(1), "how long a pod has to be up"));
    }

    @Override
    public boolean lint() {
        return true;
    }

    /** What the pods of a workload ask for and use together, of one resource. */
    private static final class Sum {
        private final KubeObject pod;
        private double asked;
        private double used;

        Sum(KubeObject pod) {
            this.pod = pod;
        }
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Inventory metrics = Inventory.of(context, ResourceType.POD_METRICS);
        List<Finding> findings = new ArrayList<>();
        for (String resource : Room.RESOURCES) {
            Map<ObjectRef, Sum> sums = new LinkedHashMap<>();
            for (KubeObject pod : context.cluster().list(ResourceType.PODS)) {
                Optional<KubeObject> sample =
                        isUp(context, pod) ? metrics.find(pod.namespace(), pod.name()) : Optional.empty();
                sample.ifPresent(measured -> add(
                        sums.computeIfAbsent(PodOrigin.owner(context, pod), owner -> new Sum(pod)),
                        pod,
                        measured,
                        resource));
            }
            sums.forEach((owner, sum) -> judge(context, owner, sum, resource).ifPresent(findings::add));
        }
        return findings;
    }

    private static boolean isUp(CheckContext context, KubeObject pod) {
        return pod.at("status.phase").is("Running")
                && pod.deletionRequested().isEmpty()
                && pod.at("status.startTime")
                        .time()
                        .filter(since -> context.age(since).compareTo(context.duration("started", pod)) >= 0)
                        .isPresent();
    }

    /** A container without a request is another lint's concern. */
    private static void add(Sum sum, KubeObject pod, KubeObject sample, String resource) {
        for (Json container : pod.at("spec.containers").items()) {
            var asked =
                    Quantity.of(container.at("resources.requests").get(resource).text());
            var used =
                    Quantity.of(ContainerUse.usage(sample, container.get("name").text(), resource));
            if (asked.isPresent() && used.isPresent()) {
                sum.asked += asked.getAsDouble();
                sum.used += used.getAsDouble();
            }
        }
    }

    private static Optional<Finding> judge(CheckContext context, ObjectRef owner, Sum sum, String resource) {
        double least = resource.equals("cpu")
                ? context.number("least_cpu_cores", sum.pod)
                : context.number("least_memory_mebibytes", sum.pod) * MEBI;
        if (sum.asked == 0 || Math.abs(sum.asked - sum.used) < least) {
            return Optional.empty();
        }
        double percent = sum.used / sum.asked * 100;
        boolean over = percent < context.number("over_percent", sum.pod);
        boolean under = percent > context.number("under_percent", sum.pod);
        if (!over && !under) {
            return Optional.empty();
        }
        Finding finding = over ? Finding.info("RequestsTooHigh", sum.pod) : Finding.info("RequestsTooLow", sum.pod);
        return Optional.of(finding.owner(owner)
                .causeClass(resource)
                .summary("%s asks for %s and uses %s"
                        .formatted(owner, amount(resource, sum.asked), amount(resource, sum.used)))
                .cause(
                        over
                                ? "what it does not use is kept from others"
                                : "where its node is full, it gets no more than it asks for")
                .look("kubectl -n %s top pod".formatted(sum.pod.namespace())));
    }

    private static String amount(String resource, double value) {
        return resource.equals("memory")
                ? Quantity.bytes(value) + " of memory"
                : String.format(Locale.ROOT, "%.2f CPUs", value);
    }
}
