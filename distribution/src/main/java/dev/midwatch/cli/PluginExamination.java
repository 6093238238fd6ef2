package dev.midwatch.cli;

import dev.midwatch.api.Skill;
import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Symptom;
import dev.midwatch.cli.plugin.Declared;
import dev.midwatch.cli.plugin.PluginJars;
import dev.midwatch.cli.plugin.Trial;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.rbac.RoleManifest;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;
import dev.midwatch.simulator.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be said of a plugin before it is used.
 *
 * @param missing the rules that the role lacks for it
 */
record PluginExamination(List<Symptom> symptoms, List<RoleManifest.Rule> missing) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** @param inCluster whether the rights are those that the cluster grants, and not those of the role we print */
    static PluginExamination of(LoadedPlugin plugin, PluginJars jars, Workspace workspace, boolean inCluster) {
        List<Symptom> symptoms = new ArrayList<>(jars.symptoms());
        symptoms.add(Declared.of(plugin));
        symptoms.add(names(plugin, others(plugin, workspace)));
        List<RegisteredCheck> checks = CheckCatalog.of(plugin);
        if (!checks.isEmpty()) {
            symptoms.addAll(tried(checks, jars.explained(), "empty", Scenario.empty()));
            symptoms.addAll(tried(checks, jars.explained(), "demo", Scenario.builtIn("demo")));
        }
        PluginRights rights =
                inCluster ? PluginRights.inCluster(plugin, workspace) : PluginRights.inRole(plugin, workspace);
        symptoms.add(rights.symptom());
        return new PluginExamination(List.copyOf(symptoms), rights.missing());
    }

    private static List<LoadedPlugin> others(LoadedPlugin plugin, Workspace workspace) {
        return workspace.plugins().loaded().stream()
                .filter(other -> !other.name().equals(plugin.name()))
                .toList();
    }

    /** Of two plugins with one name for something the first found stays, and the other is left out as a whole. */
    private static Symptom names(LoadedPlugin plugin, List<LoadedPlugin> others) {
        Set<String> own = names(plugin).collect(Collectors.toSet());
        List<String> taken = others.stream()
                .flatMap(other -> names(other).filter(own::contains).map(name -> name + " is of " + other.name()))
                .toList();
        return taken.isEmpty()
                ? Symptom.ok("names", "no other plugin here has one of them")
                : Symptom.fail("names", "taken: " + String.join(", ", taken));
    }

    private static Stream<String> names(LoadedPlugin plugin) {
        return Stream.concat(
                plugin.skills().stream().flatMap(PluginExamination::names),
                plugin.channels().stream().map(Channel::name).map("channel "::concat));
    }

    private static Stream<String> names(Skill skill) {
        return Stream.of(
                        Stream.of("skill " + skill.name()),
                        skill.checks().stream().map(check -> "check " + check.name()),
                        skill.tools().stream().map(tool -> "tool " + tool.spec().name()),
                        skill.actions().stream()
                                .map(action -> "tool " + action.spec().name()),
                        skill.jobs().stream().map(job -> "job " + job.name()))
                .flatMap(Function.identity());
    }

    /** In a kernel with a data directory of its own and no plugin, so that nothing but the checks plays a part. */
    private static List<Symptom> tried(
            List<RegisteredCheck> checks, Set<String> explained, String name, Scenario scenario) {
        try (TemporaryDirectory directory = TemporaryDirectory.of("trial");
                Simulated simulated = Simulated.start(scenario, Instant.now(), 0, 0)) {
            simulated.playOut();
            try (Kernel kernel = Kernel.of(options(directory.path(), simulated))) {
                Cycle cycle = kernel.get(Cycle.class);
                return new Trial(name, explained, LIMIT).of(checks, check -> cycle.look(List.of(check)));
            }
        }
    }

    private static KernelOptions options(Path directory, Simulated simulated) {
        Home home = new Home(directory.resolve("home"));
        home.prepare();
        return new KernelOptions(
                home,
                Map.of(),
                Map.of("kubernetes.kubeconfig", simulated.kubeconfig().toString()),
                directory.resolve("no-plugins"),
                simulated.simulation().clock(),
                System.out,
                Optional.empty(),
                false,
                Runnable::run);
    }
}
