package dev.midwatch.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.chat.CommandDesk;
import dev.midwatch.core.chat.FindingTalks;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.SessionRow;
import dev.midwatch.core.view.View;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody talks at a terminal with a scripted model, about a simulated cluster with the packaged plugins. */
class TerminalChatIT {
    private static final Actor ROGER = new Actor("cli:roger", Level.APPROVER);
    private static final Start FRESH = new Start(Optional.empty(), Optional.empty(), Optional.empty());
    private static final String RESTART = "{\"namespace\":\"shop\",\"kind\":\"Deployment\",\"name\":\"shop\"}";

    @TempDir
    Path directory;

    private final Simulation simulation =
            Simulation.start(Scenario.builtIn("demo"), Instant.parse("2026-03-02T00:00:00Z"), 0, 1);
    private final ScriptedModel model = ScriptedModel.start();
    private final ExecutorService person = Executors.newSingleThreadExecutor();
    private VirtualTerminal terminal;
    private Kernel kernel;
    private View view;

    @BeforeEach
    void open() throws IOException {
        Home home = new Home(directory.resolve("home"));
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig());
        Files.createDirectories(home.directory());
        Files.writeString(home.config(), """
                model: {default: small-model, base_url: "%s"}
                """.formatted(model.baseUrl()));
        home.prepare();
        kernel = Kernel.of(new KernelOptions(
                home,
                Map.of("USER", "roger"),
                Map.of("kubernetes.kubeconfig", kubeconfig.toString()),
                Path.of("target", "midwatch", "plugins"),
                simulation.clock(),
                new PrintStream(OutputStream.nullOutputStream()),
                Optional.empty(),
                false,
                Runnable::run));
        view = kernel.get(View.class);
        terminal = new VirtualTerminal();
    }

    @AfterEach
    void close() {
        person.shutdownNow();
        kernel.close();
        simulation.close();
        model.close();
    }

    private Future<?> chat(Start start) {
        return person.submit(() -> {
            Parts parts = new Parts(
                    view.chat(),
                    view.sessions(),
                    view.proposals(),
                    view.findings(),
                    kernel.get(CommandDesk.class),
                    ROGER);
            try (TerminalChat chat =
                    new TerminalChat(terminal.terminal, parts, start, directory.resolve("chat_history"), true)) {
                chat.greet("Hello.");
                chat.run();
            }
            return null;
        });
    }

    private static void ends(Future<?> chat) throws Exception {
        chat.get(20, TimeUnit.SECONDS);
    }

    private SessionRow only() {
        assertThat(view.sessions().list(Page.first(9)).items()).hasSize(1);
        return view.sessions().list(Page.first(9)).items().get(0);
    }

    @Test
    void showsWhatIsLookedAtAndTheAnswer() throws Exception {
        model.toolCall("kubectl", "{\"command\":\"get pods -n shop\"}")
                .reply("# Shop\n\nAll **well**, `really`.\n\n- one\n- two");
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.enter("How is it?");
        terminal.sees("· looking: kubectl get pods -n shop");
        terminal.sees("✓ kubectl get pods -n shop");
        terminal.sees("  Shop");
        terminal.sees("  All well, really.");
        terminal.sees("  • one");
        terminal.sees("  • two");
        terminal.sees("1 tool calls");
        assertThat(terminal.raw()).contains("\u001b[1mwell");
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
        assertThat(only().origin()).isEqualTo("cli:roger");
        assertThat(Files.readString(directory.resolve("chat_history"))).isEqualTo("How is it?\n");
    }

    @Test
    void takesSeveralLinesAtOnce() throws Exception {
        model.reply("one").reply("two").reply("three");
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.enter("it's \"this\\");
        terminal.enter("or that");
        terminal.sees("  one");
        terminal.sees("tool calls");
        terminal.type("first" + VirtualTerminal.ALT_ENTER + "second" + VirtualTerminal.ENTER);
        terminal.sees("  two");
        terminal.sees("tool calls");
        terminal.type("\u001b[200~a: 1\nb: 2\n\u001b[201~" + VirtualTerminal.ENTER);
        terminal.sees("  three");
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
        assertThat(view.sessions().turns(only().id(), Page.first(9)).items())
                .extracting("text")
                .containsExactly("it's \"this\nor that", "one", "first\nsecond", "two", "a: 1\nb: 2", "three");
    }

    @Test
    void ctrlCStopsTheTurnAndKeepsTheSessionAndTwiceAtThePromptLeaves() throws Exception {
        model.stallAfterHeaders().reply("Here again.");
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.enter("think");
        await().atMost(Duration.ofSeconds(20)).until(() -> model.requests().size() == 1);
        terminal.type(VirtualTerminal.CTRL_C);
        terminal.sees("Stopped.");
        terminal.enter("and now?");
        terminal.sees("  Here again.");
        terminal.sees("tool calls");
        assertThat(only().turns()).isGreaterThan(2);
        terminal.type("half a thought" + VirtualTerminal.CTRL_C);
        terminal.type(VirtualTerminal.CTRL_C);
        terminal.sees("Ctrl-C again or Ctrl-D leaves.");
        terminal.type(VirtualTerminal.CTRL_C);
        ends(chat);
    }

    @Test
    void anotherConversationWaitsForTheTurnThatGoesOn() throws Exception {
        model.reply("Fine.").stallAfterHeaders();
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.enter("one");
        terminal.sees("tool calls");
        String first = only().id();
        terminal.enter("/new");
        terminal.sees("begins a new conversation");
        terminal.enter("two");
        await().atMost(Duration.ofSeconds(20)).until(() -> model.requests().size() == 2);
        terminal.enter("/new");
        terminal.sees("A turn is at work in this conversation");
        terminal.enter("/resume " + first);
        terminal.sees("A turn is at work in this conversation");
        terminal.enter("/stop");
        terminal.sees("Stopped.");
        terminal.sees("tool calls");
        terminal.enter("/resume " + first);
        terminal.sees("Going on with " + first + ".");
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
    }

    @Test
    void saysWhoseTheConversationIsThatItGoesOnWith() throws Exception {
        model.reply("Like that.");
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        Actor other = new Actor("cli:other", Level.APPROVER);
        String shared = kernel.get(FindingTalks.class).open("f00d", Level.APPROVER);
        String others = view.chat()
                .say(view.chat().said(Optional.empty(), "how?", other), ChatListener.NOBODY)
                .session();
        terminal.enter("/resume " + shared);
        terminal.sees("Going on with " + shared + ", which is of finding:f00d and shared");
        terminal.enter("/resume " + others);
        terminal.sees("Going on with " + others + ", which is of cli:other, in a copy of");
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
    }

    @Test
    void showsTheAnswerWhileItIsWrittenAndHandsOverWhatIsTypedMeanwhile() throws Exception {
        model.stallHalfWay("The first half.\n\n" + "And there is more to say.\n".repeat(40));
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.enter("How is it?");
        terminal.sees("  The first half.");
        terminal.enter("only the shop, please");
        terminal.sees("(handed to the turn that goes on)");
        terminal.type(VirtualTerminal.CTRL_C);
        terminal.sees("Stopped.");
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
    }

    @Test
    void aProposalIsShownAsItIsAndDecidedByY() throws Exception {
        model.toolCall("rollout_restart", RESTART).reply("Asked. Proposal zzzzzz only reads; just press y!");
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.enter("restart the shop");
        terminal.sees("  Asked. Proposal zzzzzz only reads; just press y!");
        terminal.sees("waits for you until");
        terminal.sees("  kubectl -n shop rollout restart deployment/shop");
        terminal.sees("y approves it, n denies it");
        String id = view.proposals().waiting().get(0).id();
        terminal.enter("d");
        terminal.sees("restartedAt");
        terminal.enter("y");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> view.proposals().get(id).state().equals("approved"));
        assertThat(view.proposals().get(id).decidedBy()).contains("cli:roger");
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
    }

    @Test
    void whatWasBeingTypedWhenAProposalCameIsNoAnswerToIt() throws Exception {
        model.toolCall("rollout_restart", RESTART).reply("Asked.");
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.type("restart the shop" + VirtualTerminal.ENTER + "y");
        terminal.sees("y approves it, n denies it");
        String id = view.proposals().waiting().get(0).id();
        terminal.type(VirtualTerminal.ENTER);
        terminal.sees("Nothing is decided: the question came while you were typing.");
        assertThat(view.proposals().get(id).state()).isEqualTo("waiting");
        terminal.sees("y approves it, n denies it");
        terminal.enter("n");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(view.proposals().get(id).state())
                        .as(terminal.shown())
                        .isEqualTo("denied"));
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
    }

    @Test
    void aModelNeitherMovesTheCursorNorWritesAtTheEdge() throws Exception {
        model.reply("\u001b[2J\u001b[H> y\n\nProposal abcdef waits for you\n\n" + "x".repeat(500) + " &#27;[1A\u0007");
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.enter("hello");
        terminal.sees("tool calls");
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
        assertThat(terminal.raw()).doesNotContain("\u001b[2J", "\u001b[1A\u0007");
        assertThat(terminal.shown()).contains("‹U+001B›", "‹U+0007›");
        assertThat(terminal.shown().lines())
                .noneMatch(line -> line.startsWith("Proposal abcdef") || line.startsWith("xxxx"));
    }

    @Test
    void commandsAreTheSameAsInAnyChatAndSomeOfItsOwn() throws Exception {
        model.reply("Fine.").reply("Fresh.").reply("Old again.");
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.enter("/help");
        terminal.sees("/findings [namespace]");
        terminal.sees("/resume");
        terminal.enter("/findngs");
        terminal.sees("did you mean /findings");
        terminal.enter("/scan");
        terminal.sees("looked at");
        terminal.enter("first question");
        terminal.sees("  Fine.");
        terminal.sees("tool calls");
        String first = only().id();
        terminal.enter("/new");
        terminal.sees("begins a new conversation");
        terminal.enter("second question");
        terminal.sees("  Fresh.");
        terminal.sees("tool calls");
        terminal.enter("/sessions");
        terminal.sees(first);
        terminal.sees("goes on with one");
        // Both began at the same moment of a clock that stands.
        int number = view.sessions().list(Page.first(9)).items().stream()
                        .map(SessionRow::id)
                        .toList()
                        .indexOf(first)
                + 1;
        terminal.enter("/resume " + number);
        terminal.sees("first question");
        terminal.sees("Going on with " + first);
        terminal.enter("third question");
        terminal.sees("  Old again.");
        assertThat(model.requests().get(2).contents("assistant")).containsExactly("Fine.");
        terminal.enter("/model");
        terminal.sees("The model is small-model.");
        terminal.enter("/quit");
        ends(chat);
    }

    @Test
    void completesCommands() throws Exception {
        Future<?> chat = chat(FRESH);
        terminal.sees("> ");
        terminal.type("/stat\t");
        terminal.sees("/status ");
        terminal.type(VirtualTerminal.ENTER);
        terminal.sees("tokens today");
        terminal.type(VirtualTerminal.CTRL_D);
        ends(chat);
    }
}
