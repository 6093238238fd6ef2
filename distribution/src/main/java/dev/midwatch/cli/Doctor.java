package dev.midwatch.cli;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Symptom;
import dev.midwatch.api.channel.Symptom.State;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.audit.AuditChain;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Problem;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.metrics.Prometheus;
import dev.midwatch.core.rbac.DeclaredRights;
import dev.midwatch.core.store.Holder;
import dev.midwatch.core.store.HomeLock;
import dev.midwatch.core.tool.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks whether everything works, one thing after the other, and says what to do about what does not. */
final class Doctor {
    private static final Duration CHANNEL_LIMIT = Duration.ofSeconds(30);
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Workspace workspace;
    private final List<Symptom> symptoms = new ArrayList<>();

    Doctor(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Symptom> examine() {
        look("data directory", () -> {
            workspace.home().requireWritable();
            return ok("data directory", workspace.home().toString());
        });
        look("configuration", () -> {
            workspace.config().sections().requireKnown(workspace.plugins().sectionNames());
            workspace.checkSettings();
            workspace.people().require(workspace.config());
            return ok("configuration", workspace.home().config().toString());
        });
        look("store", () -> {
            workspace.database();
            return ok("store", workspace.home().database().toString());
        });
        look("plugins", this::plugins);
        look("jobs", this::jobs);
        look("skills", this::skills);
        look("model", this::model);
        look("cluster", this::cluster);
        look("rights", this::rights);
        if (workspace.config().prometheus().url().isPresent()) {
            look("prometheus", this::prometheus);
        }
        look("audit", this::audit);
        channels();
        look("delivery", this::delivery);
        look("gateway", this::gateway);
        return List.copyOf(symptoms);
    }

    private void look(String what, Supplier<Symptom> examination) {
        try {
            symptoms.add(examination.get());
        } catch (RuntimeException e) {
            symptoms.add(new Symptom(what, State.FAIL, String.valueOf(e.getMessage())));
        }
    }

    private static Symptom ok(String what, String text) {
        return Symptom.ok(what, text);
    }

    private Symptom plugins() {
        return workspace.plugins().problems().isEmpty()
                ? ok(
                        "plugins",
                        "%d loaded, %d checks"
                                .formatted(
                                        workspace.plugins().loaded().size(),
                                        workspace.checks().size()))
                : new Symptom(
                        "plugins",
                        State.WARN,
                        "left out " + workspace.plugins().problems().get(0));
    }

    private Symptom skills() {
        List<Problem> problems = workspace.skills().problems();
        return problems.isEmpty()
                ? ok("skills", workspace.skills().list().size() + " skills")
                : Symptom.warn("skills", "left out " + problems.get(0));
    }

    private Symptom jobs() {
        Channels channels = workspace.kernel().get(Channels.class);
        Optional<String> problem = workspace.jobs().jobs().stream()
                .filter(JobDefinition::enabled)
                .flatMap(
                        job -> channels
                                .problem(job.deliver())
                                .map(why -> job.name() + " delivers to " + job.deliver() + ": " + why)
                                .stream())
                .findFirst();
        return problem.map(text ->
                        new Symptom("jobs", State.WARN, text + "; its messages are shown on the console meanwhile"))
                .orElseGet(() -> ok("jobs", workspace.jobs().jobs().size() + " jobs"));
    }

    private Symptom model() {
        return workspace.config().model().name().isPresent()
                        && workspace.config().model().baseUrl().isPresent()
                ? ok(
                        "model",
                        workspace.config().model().name().get() + " at "
                                + workspace.config().model().baseUrl().get())
                : new Symptom(
                        "model",
                        State.WARN,
                        "none: findings are told without one; set OPENAI_BASE_URL and model.default to have one");
    }

    private Symptom cluster() {
        Cluster cluster = workspace.cluster();
        try {
            return ok(
                    "cluster",
                    "%s %s as %s, from %s"
                            .formatted(
                                    cluster.server(),
                                    cluster.version(),
                                    cluster.access().user(),
                                    cluster.description()));
        } catch (ClusterException e) {
            return new Symptom("cluster", State.FAIL, e.getMessage() + ", from " + cluster.description());
        }
    }

    private Symptom rights() {
        List<String> missing = new ArrayList<>();
        for (Permission right : DeclaredRights.of(workspace.plugins().skills(), false)) {
            workspace.kernel().get(Access.class).refusal(right).ifPresent(missing::add);
        }
        return missing.isEmpty()
                ? ok("rights", "everything the plugins read may be read")
                : new Symptom(
                        "rights",
                        State.WARN,
                        "missing: %s; midwatch rbac manifest prints the role".formatted(String.join(", ", missing)));
    }

    private Symptom prometheus() {
        List<String> missing = new ArrayList<>();
        Prometheus.of(workspace.config().prometheus())
                .open(Instant.now(), missing::add)
                .now("vector(1)");
        return missing.isEmpty()
                ? ok("prometheus", workspace.config().prometheus().url().get().toString())
                : new Symptom("prometheus", State.WARN, missing.get(0));
    }

    private Symptom audit() {
        AuditChain chain = workspace.audit().chain();
        return chain.broken()
                .map(broken -> new Symptom("audit", State.FAIL, "the chain is broken: " + broken))
                .orElseGet(() -> ok("audit", chain.lines().size() + " steps, chain whole"));
    }

    /** Each says of itself what it needs; who may speak through it is the kernel's to say. */
    private void channels() {
        Map<String, Channel> channels;
        List<String> deserted;
        try {
            channels = workspace.kernel().get(Channels.class).all();
            deserted = workspace.people().deserted();
        } catch (RuntimeException e) {
            symptoms.add(Symptom.fail("channels", String.valueOf(e.getMessage())));
            return;
        }
        workspace.plugins().loaded().stream()
                .filter(plugin -> plugin.name().startsWith("channel-")
                        && plugin.channels().isEmpty())
                .forEach(plugin -> symptoms.add(notSetUp(plugin.shortName())));
        ChannelExamination examination = new ChannelExamination(CHANNEL_LIMIT);
        List<String> heard = workspace.kernel().get(Channels.class).ofPlugins();
        channels.forEach((name, channel) -> {
            symptoms.addAll(examination.of(name, channel));
            if (heard.contains(name)) {
                symptoms.add(people(name, deserted.contains(name)));
            }
        });
    }

    private static Symptom notSetUp(String channel) {
        List<String> variables = ConfigLoader.variables(channel + ".");
        return Symptom.warn(
                channel,
                variables.isEmpty()
                        ? "not set up: its section in config.yaml is %s, and its own documents say what it needs"
                                .formatted(channel)
                        : "not set up: set %s; docs/%s.md says how".formatted(String.join(", ", variables), channel));
    }

    private Symptom people(String channel, boolean deserted) {
        String what = channel + " people";
        return deserted
                ? Symptom.warn(
                        what,
                        "nobody may ask or command Midwatch through %s: set %s"
                                .formatted(channel, workspace.people().howToAllow(channel)))
                : ok(what, workspace.people().summary(channel));
    }

    /** What was put in just now is not late. */
    private Symptom delivery() {
        Instant now = Instant.now();
        List<String> late = workspace.outbox().backlog().stream()
                .filter(lane ->
                        lane.error().isPresent() || lane.since().plus(LATE).isBefore(now))
                .map(lane -> lane.lane() + ": " + lane.inWords(now))
                .toList();
        return late.isEmpty() ? ok("delivery", "nothing waits") : Symptom.warn("delivery", String.join("; ", late));
    }

    private Symptom gateway() {
        Optional<Holder> holder = HomeLock.holder(workspace.home().directory());
        return holder.map(who -> ok("gateway", "running: " + who))
                .orElseGet(() -> new Symptom("gateway", State.WARN, "not running; midwatch gateway run starts it"));
    }
}
