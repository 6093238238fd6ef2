package dev.midwatch.cli;

import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.config.NearName;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.watch.Cycle;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Say what is broken right now, and what could not be seen. Reads only, keeps nothing.")
final class ScanCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "Only this namespace; may be given more than once.")
    private List<String> namespaces = List.of();

    @Option(
            names = "--simulate",
            paramLabel = "SCENARIO",
            description = "Scan a simulated cluster after its story: demo, healthy, or a scenario file.")
    private String simulate;

    @Option(names = "--check", paramLabel = "NAME", description = "Only this check; may be given more than once.")
    private List<String> checks = List.of();

    @Option(
            names = "--plugin",
            paramLabel = "NAME",
            description = "Only the checks of this plugin; may be given more than once.")
    private List<String> plugins = List.of();

    @Option(names = "--lint", description = "Matters of hygiene too.")
    private boolean lint;

    @Option(names = "--details", description = "The evidence of every finding, and each type that was looked at.")
    private boolean details;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit with 3 if something at least as grave is broken: info, warning, critical.")
    private Severity failOn;

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "10",
            paramLabel = "SECONDS",
            description = "Scan again and again (every 10 s).")
    private Integer watch;

    @Override
    public Integer call() throws InterruptedException, ClusterException {
        try (Simulated simulated = simulate == null
                ? null
                : Simulated.start(simulate, Clock.systemUTC().instant(), 0)) {
            if (simulated != null) {
                simulated.playOut();
                global.useKubeconfig(simulated.kubeconfig());
            }
            Clock clock = simulated == null
                    ? Clock.systemUTC()
                    : simulated.simulation().clock();
            try (Workspace workspace = Workspace.of(global, clock)) {
                return scan(workspace);
            }
        }
    }

    private int scan(Workspace workspace) throws InterruptedException, ClusterException {
        workspace.config().sections().requireKnown(workspace.plugins().sectionNames());
        workspace.plugins().problems().forEach(problem -> global.terminal().note("midwatch: left out " + problem));
        List<RegisteredCheck> chosen = chosen(workspace);
        Cluster cluster = workspace.cluster();
        String version = reached(cluster);
        requireNamespaces(cluster);
        CheckReport report = look(workspace, chosen);
        print(cluster, version, report);
        while (watch != null) {
            TimeUnit.SECONDS.sleep(Math.max(1, watch));
            report = look(workspace, chosen);
            print(cluster, version, report);
        }
        if (sawNothing(report)) {
            global.terminal().note("midwatch: nothing in the cluster could be seen" + why(report));
            return 1;
        }
        Optional<Severity> worst =
                report.findings().stream().map(one -> one.finding().severity()).max(Severity::compareTo);
        boolean bad = failOn != null && worst.isPresent() && worst.get().compareTo(failOn) >= 0;
        return bad ? 3 : 0;
    }

    /** Then an empty list of findings says nothing about the cluster. */
    private static boolean sawNothing(CheckReport report) {
        return report.coverage().lookedAt().isEmpty()
                && !report.coverage().blind().isEmpty();
    }

    private static String why(CheckReport report) {
        return report.gaps().stream().findFirst().map(gap -> ": " + gap.why()).orElse("");
    }

    private static String reached(Cluster cluster) {
        try {
            return cluster.version();
        } catch (ClusterException e) {
            throw CliException.failed("%s (from %s)".formatted(e.getMessage(), cluster.description()));
        }
    }

    /** A slip in the name must not look like health. Who may not read namespaces has to know them. */
    private void requireNamespaces(Cluster cluster) {
        for (String namespace : namespaces) {
            if (namespace.isBlank()) {
                throw CliException.usage("--namespace: it is empty; leave it out for all namespaces");
            }
            try {
                if (cluster.live().find(ResourceType.NAMESPACES, "", namespace).isEmpty()) {
                    throw CliException.failed("there is no namespace %s in %s".formatted(namespace, cluster.server()));
                }
            } catch (ClusterException mayNotRead) {
                global.terminal()
                        .note("midwatch: whether there is a namespace %s cannot be seen: %s"
                                .formatted(namespace, mayNotRead.getMessage()));
            }
        }
    }

    private CheckReport look(Workspace workspace, List<RegisteredCheck> chosen) {
        Cycle cycle = workspace.kernel().get(Cycle.class);
        CheckReport report = namespaces.isEmpty()
                ? cycle.look(chosen)
                : cycle.look(chosen, new SnapshotScope(namespaces, List.of()));
        return report.seenOnce();
    }

    private List<RegisteredCheck> chosen(Workspace workspace) {
        Cycle cycle = workspace.kernel().get(Cycle.class);
        List<RegisteredCheck> all = workspace.checks();
        requireKnown("check", checks, all.stream().map(RegisteredCheck::name).collect(Collectors.toSet()));
        requireKnown(
                "plugin", plugins, all.stream().map(RegisteredCheck::plugin).collect(Collectors.toSet()));
        return all.stream()
                .filter(check -> checks.isEmpty() || checks.contains(check.name()))
                .filter(check -> plugins.isEmpty() || plugins.contains(check.plugin()))
                .filter(check -> lint || checks.contains(check.name()) || cycle.unasked(check))
                .toList();
    }

    private static void requireKnown(String what, List<String> names, Set<String> known) {
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw CliException.usage("there is no %s %s (%s)".formatted(what, name, NearName.hint(name, known)));
        });
    }

    private void print(Cluster cluster, String version, CheckReport report) {
        if (global.output() == OutputFormat.table) {
            Terminal terminal = global.terminal();
            terminal.line(terminal.dim("%s · %s · %s · %d requests, %.1f MB"
                    .formatted(
                            cluster.server(),
                            version,
                            shown(report.took()),
                            cluster.requests().count(),
                            cluster.requests().bytes() / 1e6)));
            terminal.line("");
            new ScanText(terminal, report, details).print();
        } else {
            global.terminal()
                    .value(
                            global.output(),
                            ScanJson.of(
                                    cluster.server(),
                                    version,
                                    cluster.requests().count(),
                                    cluster.requests().bytes(),
                                    report));
        }
    }

    private static String shown(Duration took) {
        return took.toMillis() < 10_000 ? took.toMillis() + " ms" : took.toSeconds() + " s";
    }
}
