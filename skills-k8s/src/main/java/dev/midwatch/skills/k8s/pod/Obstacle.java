package dev.midwatch.skills.k8s.pod;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What keeps a pod from every node. Where several nodes refuse for several reasons the first of this order counts: numbers of nodes
 * change from try to try, the identity of the problem must not.
 */
enum Obstacle {
    VOLUME(
            "volume",
            "a volume it mounts cannot be had",
            "persistent ?volume|volume node affinity|pvc\\(s\\)|volume zone|max volume count|enough free storage"),
    RESOURCE_CLAIM("resource-claim", "a device it claims cannot be had", "resourceclaim|cannot allocate all claims"),
    GPU("gpu", "no GPU is free", "Insufficient [a-z0-9.-]+/[a-z0-9.-]*(gpu|npu|tpu|xe|mig)"),
    EXTENDED("resource", "a special resource is used up", "Insufficient [a-z0-9.-]+/"),
    MEMORY("memory", "no node has enough free memory", "Insufficient memory"),
    CPU("cpu", "no node has enough free CPU", "Insufficient cpu"),
    STORAGE("ephemeral-storage", "no node has enough free disk", "Insufficient ephemeral-storage"),
    PODS("pods", "the nodes hold as many pods as they may", "Too many pods"),
    PORTS("host-port", "its host port is taken on every node", "free ports"),
    ANTI_AFFINITY("anti-affinity", "its anti-affinity rules leave no node", "anti-affinity"),
    SPREAD("topology-spread", "its topology spread constraints leave no node", "topology spread"),
    AFFINITY("affinity", "no node matches its node selector or affinity", "affinity|selector|didn't match"),
    TAINT("taint", "the nodes have taints it does not tolerate", "taint"),
    CORDONED("cordoned", "the nodes are closed to new pods", "were unschedulable"),
    NO_NODES("no-nodes", "there are no nodes", "no nodes available"),
    OTHER("", "no node takes it", "");

    private static final Pattern INSUFFICIENT = Pattern.compile("Insufficient ([a-z0-9./-]*[a-z0-9])");

    private final String causeClass;
    private final String words;
    private final Pattern says;

    Obstacle(String causeClass, String words, String says) {
        this.causeClass = causeClass;
        this.words = words;
        this.says = Pattern.compile(says, Pattern.CASE_INSENSITIVE);
    }

    static Obstacle of(String verdict) {
        return Arrays.stream(values())
                .filter(obstacle -> obstacle.isIn(verdict))
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether the scheduler speaks of it, be it beside others. */
    boolean isIn(String verdict) {
        return says.matcher(verdict).find();
    }

    /** The resource that is short, {@code memory}; empty if it is not one. */
    Optional<String> resource(String verdict) {
        return this == PODS
                ? Optional.of("pods")
                : INSUFFICIENT
                        .matcher(verdict)
                        .results()
                        .filter(found -> says.matcher(found.group()).find())
                        .map(found -> found.group(1))
                        .findFirst();
    }

    /** Whether it is of the nodes together, and what one pod asks for has little to do with it. */
    boolean ofCluster() {
        return this == MEMORY || this == CPU || this == STORAGE || this == PODS || this == NO_NODES;
    }

    String causeClass() {
        return causeClass;
    }

    /** For a summary: {@code no node has enough free memory}. */
    String words() {
        return words;
    }
}
