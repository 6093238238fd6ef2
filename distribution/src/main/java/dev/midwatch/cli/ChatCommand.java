package dev.midwatch.cli;

import dev.midwatch.api.store.Session;
import dev.midwatch.cli.chat.Parts;
import dev.midwatch.cli.chat.Start;
import dev.midwatch.cli.chat.TerminalChat;
import dev.midwatch.core.chat.CommandDesk;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = "Talk with Midwatch about the cluster, at the terminal or with -q from a script.")
final class ChatCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @ArgGroup
    private Earlier earlier;

    /** At most one of them. */
    static final class Earlier {
        @Option(names = "--session", paramLabel = "ID", description = "Go on with this conversation.")
        private String session;

        @Option(names = "--continue", description = "Go on with your newest conversation at a terminal.")
        private boolean newest;
    }

    @Option(
            names = "--about",
            paramLabel = "FINGERPRINT",
            description = "About this finding: the beginning of its fingerprint is enough.")
    private String about;

    @Option(names = "--model", paramLabel = "NAME", description = "Ask this model instead, at the same server.")
    private String model;

    @Option(
            names = {"-q", "--question"},
            paramLabel = "TEXT",
            description = "Ask this one thing, print the answer and end; - reads it from standard input.")
    private String question;

    @Override
    public Integer call() throws InterruptedException {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.config().sections().requireKnown(workspace.plugins().sectionNames());
            View view = workspace.kernel().get(View.class);
            Actor actor = new Actor("cli:" + System.getProperty("user.name"), Level.APPROVER);
            Parts parts = new Parts(
                    view.chat(),
                    view.sessions(),
                    view.proposals(),
                    view.findings(),
                    workspace.kernel().get(CommandDesk.class),
                    actor);
            Start start = start(workspace, view, actor);
            return question == null ? talk(workspace, view, parts, start) : ask(parts, start);
        } catch (Refusal refused) {
            throw CliException.usage(refused.getMessage());
        }
    }

    private Start start(Workspace workspace, View view, Actor actor) {
        Optional<String> session = earlier == null
                ? Optional.empty()
                : earlier.newest ? Optional.of(newest(workspace, actor)) : Optional.of(earlier.session);
        session.ifPresent(view.sessions()::get);
        Optional<String> finding = Optional.ofNullable(about);
        finding.ifPresent(view.findings()::get);
        return new Start(session, finding, Optional.ofNullable(model));
    }

    private static String newest(Workspace workspace, Actor actor) {
        return workspace
                .sessions()
                .last(actor.who())
                .map(Session::id)
                .orElseThrow(() -> CliException.usage("--continue: there is no conversation of yours to go on with"));
    }

    private int talk(Workspace workspace, View view, Parts parts, Start start) throws InterruptedException {
        try (TerminalChat chat = TerminalChat.open(
                parts,
                start,
                workspace.home().directory().resolve("chat_history"),
                global.terminal().colours())) {
            chat.greet("%s, about %s. /help says what I understand; Ctrl-D leaves."
                    .formatted(
                            start.model()
                                    .or(view.chat()::model)
                                    .map(name -> "Talking with " + name)
                                    .orElse("Without a model"),
                            view.status().server().orElse("no cluster")));
            chat.run();
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal could not be left as it was", e);
        }
    }

    private int ask(Parts parts, Start start) {
        String text = question.equals("-") ? standardInput() : question;
        return new ChatScript(parts, start, global).ask(text.strip());
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the question cannot be read from standard input", e);
        }
    }
}
