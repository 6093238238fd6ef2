package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Kubelets of a version that their API server does not support. While a cluster is upgraded that may be so in passing. */
public final class VersionSkew implements Check {
    private static final String KUBELET = "status.nodeInfo.kubeletVersion";
    private static final int FEW = 5;
    private static final Pattern VERSION = Pattern.compile("^v?(\\d{1,4})\\.(\\d{1,4})\\b");

    @Override
    public String name() {
        return "version-skew";
    }

    @Override
    public String description() {
        return "Kubelets newer than the API server, or too old for it";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.list(ResourceType.NODES, KUBELET));
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("older_minors", 3, "how many minor versions a kubelet may be behind the API server"),
                new Setting("after", Duration.ofHours(1), "how long it may be so, as during an upgrade"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> nodes = context.cluster().list(ResourceType.NODES);
        if (nodes.isEmpty()) {
            return List.of();
        }
        String server = context.cluster().document("/version").get("gitVersion").text();
        Map<String, List<KubeObject>> byVersion = nodes.stream()
                .filter(node -> node.deletionRequested().isEmpty())
                .collect(Collectors.groupingBy(node -> node.at(KUBELET).text(), TreeMap::new, Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        byVersion.forEach((version, ofIt) -> {
            KubeObject first =
                    ofIt.stream().min(Comparator.comparing(KubeObject::name)).orElseThrow();
            int allowed = (int) context.number("older_minors", first);
            Skew.of(version, server, allowed)
                    .map(skew -> finding(context, skew, first, ofIt, version, server))
                    .ifPresent(findings::add);
        });
        return findings;
    }

    private static Finding finding(
            CheckContext context, Skew skew, KubeObject first, List<KubeObject> nodes, String version, String server) {
        String names = nodes.stream().map(KubeObject::name).sorted().limit(FEW).collect(Collectors.joining(", "));
        String more = nodes.size() > FEW ? " and %d more".formatted(nodes.size() - FEW) : "";
        return Finding.warning("KubeletVersionSkew", first)
                .explainsNothing()
                .causeClass(skew.name().toLowerCase(Locale.ROOT))
                .summary("The kubelet of %s%s %s"
                        .formatted(
                                first,
                                nodes.size() == 1 ? "" : " (and %d more)".formatted(nodes.size() - 1),
                                skew.words()))
                .cause("kubelet %s on %s%s, API server %s".formatted(version, names, more, server))
                .sustained(context.duration("after", first))
                .look("kubectl get nodes -o wide");
    }

    /** How a kubelet's version stands to the API server's. */
    enum Skew {
        NEWER("is newer than the API server, which is not supported"),
        TOO_OLD("is too old for the API server");

        private final String words;

        Skew(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** Empty if they go together, or a version cannot be read. */
        static Optional<Skew> of(String kubelet, String server, int olderMinors) {
            Optional<int[]> one = minor(kubelet);
            Optional<int[]> other = minor(server);
            if (one.isEmpty() || other.isEmpty() || one.get()[0] != other.get()[0]) {
                return Optional.empty();
            }
            int ahead = one.get()[1] - other.get()[1];
            return ahead > 0 ? Optional.of(NEWER) : -ahead > olderMinors ? Optional.of(TOO_OLD) : Optional.empty();
        }

        private static Optional<int[]> minor(String version) {
            Matcher matcher = VERSION.matcher(version);
            return matcher.find()
                    ? Optional.of(new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))})
                    : Optional.empty();
        }
    }
}
