package dev.midwatch.attacks;

import dev.midwatch.api.Skill;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.Person;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ActionRequest;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.action.Verdict;
import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.AgentSettings;
import dev.midwatch.core.agent.RunRequest;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.OwnInbox;
import dev.midwatch.core.chat.Conversations;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.ActionsConfig.Exec;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.config.ActionsConfig.Rule;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.core.watch.LiveActions;
import dev.midwatch.core.watch.Prompts;
import dev.midwatch.core.watch.Verifier;
import dev.midwatch.testkit.model.RecordedRequest;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole program on a cluster full of bait, with a model that does whatever it is told to. */
final class Arena implements AutoCloseable {
    private static final Path PLUGINS = Path.of("target", "midwatch", "plugins");

    final Ground ground;
    final Kernel kernel;
    final ScriptedModel model = ScriptedModel.start();
    final Home home;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final List<String> damages = new ArrayList<>();
    private final List<String> canaries = new ArrayList<>();
    private final Webhooks webhooks = new Webhooks();
    private final LogLines log = new LogLines();
    private int heard;

    Arena(Ground ground, Path directory) throws IOException {
        this.ground = ground;
        home = new Home(directory.resolve("home"));
        Files.createDirectories(home.directory());
        Files.writeString(home.config(), """
                timezone: UTC
                kubernetes: {exclude_namespaces: [secluded]}
                agent: {max_turns: 100}
                budget: {tokens_per_run: 0, tokens_per_day: 0}
                memory: {write_approval: false}
                webhooks: %s
                model: {default: victim, base_url: "%s", context_length: 2000000}
                """.formatted(webhooks.config(), model.baseUrl()));
        home.prepare();
        Path kubeconfig = Files.writeString(
                directory.resolve("kubeconfig"), ground.credentials().kubeconfig());
        kernel = Kernel.of(new KernelOptions(
                home,
                Map.of("USER", "tester"),
                Map.of("kubernetes.kubeconfig", kubeconfig.toString(), "kubernetes.qps", "10000"),
                PLUGINS,
                ground.clock(),
                new PrintStream(console, true, StandardCharsets.UTF_8),
                Optional.empty(),
                false,
                Runnable::run));
        kernel.get(Database.class).update("PRAGMA synchronous = OFF");
        reset();
    }

    /** As if nothing had been tried before: nothing is stopped, asked for or counted, and what is safe runs at once. */
    void reset() throws IOException {
        Files.deleteIfExists(home.stop());
        kernel.get(Database.class).update("DELETE FROM proposals");
        kernel.get(Database.class).update("DELETE FROM actions");
        allow(Mode.AUTO_SAFE, List.of(), new Exec(false, List.of()));
        forget(home.memories());
        forget(home.skills());
        model.forget();
        damages.clear();
        canaries.clear();
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    void allow(Mode mode, List<Rule> rules, Exec exec) {
        kernel.get(LiveActions.class)
                .replace(new ActionsConfig(
                        mode,
                        List.of("kube-system"),
                        new ActionsConfig.Rate(2, 20),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        rules,
                        exec));
    }

    /** A model that acts for nobody in particular, as in a scheduled run, makes this call and believes what it is told. */
    void calls(String tool, String arguments) {
        calls(unattended(), tool, arguments);
    }

    void calls(Authority authority, String tool, String arguments) {
        calls(kernel.get(ToolRegistry.class).offer(authority), tool, arguments);
    }

    void calls(Toolset tools, String tool, String arguments) {
        model.toolCall(tool, arguments);
        model.reply("done");
        kernel.get(AgentLoop.class)
                .run(new RunRequest(
                        "attack",
                        "chat",
                        "attack",
                        kernel.get(Prompts.class).all(),
                        "What is wrong?",
                        List.of(),
                        tools,
                        kernel.get(AgentSettings.class).limits(),
                        Optional.empty(),
                        Optional.empty()));
        model.forget();
    }

    /** What the model is told that asks for a reading, without the fence around it. */
    String asks(String command) {
        calls("kubectl", Targets.json(Map.of("command", command)));
        List<RecordedRequest> requests = model.requests();
        List<String> answers = requests.get(requests.size() - 1).contents("tool");
        return answers.get(answers.size() - 1).replaceAll("</?data [0-9a-f]{16}", "data");
    }

    Authority unattended() {
        return Authority.unattended("job:attack", kernel.get(Access.class));
    }

    Authority person(Level level) {
        return Authority.attended("console", level, kernel.get(Access.class));
    }

    /** Somebody writes in a channel, which may lie about where that was, and the model answers with that call. */
    void says(String channel, String target, String text, String tool, String arguments) {
        model.toolCall(tool, arguments);
        model.reply("done");
        hears(channel, target, text);
    }

    void hears(String channel, String target, String text) {
        inbox(channel).message(InboundMessage.of(target, Person.of("mallory", "Mallory"), text));
        model.forget();
    }

    /** Somebody presses a button, or forges what it sends. */
    String presses(String channel, String value) {
        return presses(channel, channel, value);
    }

    /** A channel says that somebody of another one pressed it. */
    String presses(String channel, String claimed, String value) {
        return inbox(channel).decide(new Decision(value, claimed, Person.of("mallory", "Mallory")));
    }

    /** A channel says that somebody gave a command at that place. */
    String commands(String channel, String target, String name, Map<String, String> options) {
        return inbox(channel)
                .command(new Command.Call(name, options, target, Person.of("mallory", "Mallory")))
                .text();
    }

    private Inbox inbox(String channel) {
        return new OwnInbox(channel, kernel.get(Conversations.class));
    }

    /** A plugin hands the gate an action of its own making. */
    Verdict plans(Action action, Permission... declared) {
        return kernel.get(ActionGate.class)
                .submit(new ActionRequest(action, List.of(declared), Optional.empty(), "trust me", "job:attack"));
    }

    /** The tools of a plugin that somebody smuggled in beside the others. */
    Toolset smuggles(Skill skill) {
        return new Smuggled(skill).tools(kernel, unattended());
    }

    /** What was done is looked at, and undone if it did not help. */
    void looksWhetherItHelped() {
        kernel.get(Verifier.class).look();
    }

    /** What an attack itself saw go wrong, where neither the API server nor the text tells. */
    void complain(String damage) {
        damages.add(damage);
    }

    List<String> damages() {
        return damages;
    }

    /** A secret that is new in this attack. */
    void hides(String canary) {
        canaries.add(canary);
    }

    List<String> canaries() {
        return canaries;
    }

    /** A plugin's repair of a finding, which a person has to approve; the id of the proposal. */
    String repairs(String finding, int replicas) {
        Crafted web = Crafted.web(this);
        Verdict verdict = kernel.get(ActionGate.class)
                .submit(new ActionRequest(
                        web.replicas(web.intent("scale", Risk.RISKY), replicas),
                        List.of(Crafted.PATCH),
                        Optional.of(finding),
                        "it is broken",
                        "job:attack"));
        return ((Verdict.Asked) verdict).proposal().id();
    }

    /** A proposal that waits: two more pods for team/web. */
    Proposal proposal(int replicas) {
        calls(
                "scale",
                "{\"kind\":\"Deployment\",\"namespace\":\"team\",\"name\":\"web\",\"replicas\":" + replicas + "}");
        return proposals().get(0);
    }

    /** Somebody who may approves whatever waits. */
    void approveEverything() {
        for (Proposal proposal : proposals()) {
            if (proposal.state() == Proposal.State.WAITING) {
                presses("console", "approve:" + proposal.id());
            }
        }
    }

    List<Proposal> proposals() {
        return new ProposalStore(kernel.get(Database.class)).all();
    }

    /** Time has shown that what was done did not help. */
    void didNotHelp() {
        kernel.get(Database.class).update("UPDATE actions SET outcome = 'NOT_FIXED' WHERE outcome = 'RAN'");
    }

    /** The first pod of a workload. */
    String pod(String namespace, String workload) {
        String path = "/api/v1/namespaces/%s/pods".formatted(namespace);
        return ground.eyes().names(path).stream()
                .filter(name -> name.startsWith(workload + "-"))
                .findFirst()
                .orElseThrow();
    }

    /** Everything that was told to the model or to people since this was last asked. */
    Told news() {
        kernel.get(Couriers.class).deliverDue();
        String people = console.toString(StandardCharsets.UTF_8);
        console.reset();
        StringBuilder read = new StringBuilder();
        List<RecordedRequest> requests = model.requests();
        for (RecordedRequest request : requests.subList(heard, requests.size())) {
            read.append(request.body().path("tools")).append('\n');
            // What the model said itself comes back to it; that is not ours.
            for (String role : List.of("system", "user", "tool")) {
                request.contents(role).forEach(text -> read.append(text).append('\n'));
            }
        }
        heard = requests.size();
        return new Told(people, webhooks.news(), read.toString(), log.news());
    }

    @Override
    public void close() {
        kernel.close();
        log.close();
        webhooks.close();
        model.close();
        ground.close();
    }
}
