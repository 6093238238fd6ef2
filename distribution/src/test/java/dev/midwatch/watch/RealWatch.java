package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.chat.Conversations;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.kube.AccessReview;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.watch.Verifier;
import dev.midwatch.testkit.model.RecordedRequest;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel with the packaged plugins and a console, on one namespace of a real API server, as a ServiceAccount that holds exactly what
 * {@code rbac manifest --with-actions} prints. The model says what a test gives it to say.
 */
final class RealWatch implements AutoCloseable {
    private static final Path PROGRAM = Path.of("target", "midwatch", "bin", "midwatch");
    private static final String WATCH = "pod-restart-loop";

    final Kernel kernel;
    final PutForward clock = new PutForward();
    final ScriptedModel model = ScriptedModel.start();
    final Home home;
    final String user;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    RealWatch(RealNamespace cluster, Path directory) throws Exception {
        home = new Home(Files.createDirectories(directory.resolve("home")));
        Path kubeconfig = directory.resolve("kubeconfig");
        Files.writeString(home.config(), """
                timezone: UTC
                kubernetes: {kubeconfig: "%s", namespaces: [%s], qps: 10000}
                actions: {mode: auto_safe, rate: {per_object: 2, per_hour: 60}}
                model: {default: scripted, base_url: "%s", context_length: 200000}
                """.formatted(kubeconfig, cluster.namespace, model.baseUrl()));
        home.prepare();
        String name = cluster.namespace;
        user = "system:serviceaccount:%s:%s".formatted(name, name);
        cluster.apply(
                "operator",
                midwatch("rbac", "manifest", "--with-actions", "--name", name, "-n", name)
                        .well());
        Files.writeString(
                kubeconfig,
                cluster.kubeconfig(cluster.kubectl("create", "token", name).strip()));
        kernel = another(new PrintStream(console, true, StandardCharsets.UTF_8));
        awaitRights(name);
        // Without a prompt the model is not asked to tell it.
        kernel.get(JobCatalog.class).edit(WATCH, Map.of("deliver", "console", "prompt", ""));
    }

    /** A kernel on the same home: that of a command beside the gateway. */
    Kernel another(PrintStream out) {
        return Kernel.of(new KernelOptions(
                home,
                Map.of("USER", "tester"),
                Map.of(),
                SimulatedWatch.PLUGINS,
                clock,
                out,
                Optional.empty(),
                false,
                Runnable::run));
    }

    private void awaitRights(String namespace) {
        AccessReview access = kernel.get(Cluster.class).access();
        await("the roles are in force")
                .atMost(Duration.ofSeconds(10))
                .until(() -> access.allowed(Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS), namespace)
                        && access.allowed(Permission.of(Verb.PATCH, ResourceType.NODES), ""));
    }

    /** Runs the installed program on the same home. */
    Shell.Ended midwatch(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return Shell.run(
                Map.of("MIDWATCH_HOME", home.directory().toString(), "JAVA_HOME", System.getProperty("java.home")),
                command);
    }

    /** Runs the job that looks for crash loops, and delivers what it says. */
    void runTheJob() {
        assertThat(kernel.get(Scheduler.class).runNow(WATCH)).isPresent();
        kernel.get(Couriers.class).deliverDue();
    }

    /** Minute by minute, as the gateway looks again after an action. */
    void minutes(int count) {
        for (int minute = 0; minute < count; minute++) {
            clock.by(Duration.ofMinutes(1));
            kernel.get(Verifier.class).look();
            kernel.get(Couriers.class).deliverDue();
        }
    }

    /** Somebody at the console asks for something, and the model makes this call. What the tool answered it. */
    String asks(String tool, String arguments) {
        model.toolCall(tool, arguments);
        model.reply("Look at what I was told.");
        kernel.get(Conversations.class)
                .message(InboundMessage.of("console", Person.of("tester", "Tester"), "Please " + tool));
        kernel.get(Couriers.class).deliverDue();
        List<RecordedRequest> requests = model.requests();
        List<String> answers = requests.get(requests.size() - 1).contents("tool");
        return answers.get(answers.size() - 1);
    }

    /** As {@link #asks}, of what a person has to approve. */
    Proposal proposes(String tool, String arguments) {
        int before = proposals().size();
        assertThat(asks(tool, arguments)).contains("a person has to approve proposal");
        List<Proposal> now = proposals();
        assertThat(now).hasSize(before + 1);
        return now.stream()
                .filter(one -> one.state() == Proposal.State.WAITING)
                .reduce((one, other) -> one.created().isAfter(other.created()) ? one : other)
                .orElseThrow();
    }

    Proposal.State state(Proposal proposal) {
        return store().find(proposal.id()).orElseThrow().state();
    }

    private List<Proposal> proposals() {
        return store().all();
    }

    private ProposalStore store() {
        return new ProposalStore(kernel.get(Database.class));
    }

    String approve(Proposal proposal) {
        return kernel.get(Conversations.class)
                .decide(new Decision("approve:" + proposal.id(), "console", Person.of("tester", "Tester")));
    }

    /** What was printed since this was last asked. */
    String heard() {
        String text = console.toString(StandardCharsets.UTF_8);
        console.reset();
        return text;
    }

    Audit audit() {
        return kernel.get(Audit.class);
    }

    @Override
    public void close() {
        kernel.close();
        model.close();
    }
}
