package dev.midwatch.cli;

import dev.midwatch.cli.chat.Parts;
import dev.midwatch.cli.chat.Start;
import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.core.view.ToolStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One question of a script: the answer to standard output and nothing else, the exit code says how it went. */
final class ChatScript {
    static final int NO_ANSWER = 1;
    static final int WITHOUT_MODEL = 4;

    private final Parts parts;
    private final Start start;
    private final GlobalOptions global;
    private final Terminal terminal;

    ChatScript(Parts parts, Start start, GlobalOptions global) {
        this.parts = parts;
        this.start = start;
        this.global = global;
        this.terminal = global.terminal();
    }

    int ask(String question) {
        Optional<String> unavailable = parts.chat().unavailable();
        return unavailable.isPresent() ? withoutModel(unavailable.get()) : answer(question);
    }

    /** What is known without a model is better than nothing. */
    private int withoutModel(String why) {
        String broken = parts.commands().answer("/findings", parts.approver());
        if (global.output() == OutputFormat.table) {
            terminal.line(broken);
        } else {
            terminal.value(
                    global.output(),
                    result(
                            Optional.of(broken),
                            Optional.empty(),
                            parts.chat().reasonUnavailable().orElse("no_model"),
                            Optional.of(why)));
        }
        terminal.note("midwatch: " + why + "; this is what is known to be broken");
        return WITHOUT_MODEL;
    }

    private int answer(String question) {
        ChatReply reply = parts.chat()
                .say(
                        parts.chat()
                                .said(start.session(), question, parts.actor())
                                .about(start.about())
                                .by(start.model()),
                        global.verbose() ? new Activity(terminal) : ChatListener.NOBODY);
        if (global.output() == OutputFormat.table) {
            reply.text().ifPresent(terminal::line);
            reply.proposed().forEach(this::tell);
        } else {
            Map<String, Object> result =
                    result(reply.text(), Optional.of(reply), reply.reason().orElse("answered"), reply.stopped());
            terminal.value(global.output(), result);
        }
        reply.stopped().ifPresent(why -> terminal.note("midwatch: no answer: " + why));
        return reply.text().isPresent() ? 0 : NO_ANSWER;
    }

    private void tell(ProposalRow proposal) {
        terminal.note("midwatch: proposal %1$s waits until %2$s: %3$s; `midwatch proposals approve %1$s`"
                .formatted(proposal.id(), proposal.expires(), proposal.command()));
    }

    private static Map<String, Object> result(
            Optional<String> answer, Optional<ChatReply> reply, String reason, Optional<String> detail) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("answer", answer.orElse(null));
        result.put("stop_reason", reason);
        result.put("detail", detail.orElse(null));
        result.put("session", reply.map(ChatReply::session).orElse(null));
        result.put("tokens_in", reply.map(ChatReply::tokensIn).orElse(0L));
        result.put("tokens_out", reply.map(ChatReply::tokensOut).orElse(0L));
        result.put("tool_calls", reply.map(ChatReply::toolCalls).orElse(0));
        result.put(
                "proposals",
                reply.map(ChatReply::proposed).orElse(List.of()).stream()
                        .map(ChatScript::row)
                        .toList());
        return result;
    }

    private static Map<String, Object> row(ProposalRow proposal) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", proposal.id());
        row.put("state", proposal.state());
        row.put("risk", proposal.risk());
        row.put("command", proposal.command());
        row.put("why", proposal.why());
        row.put("expires", proposal.expires().toString());
        return row;
    }

    /** What is being done, for whoever waits. */
    private record Activity(Terminal terminal) implements ChatListener {
        @Override
        public void begins(String session) {
            terminal.note("session " + session);
        }

        @Override
        public void uses(ToolStep step) {
            terminal.note("looking: " + step.words());
        }

        @Override
        public void used(ToolStep step, boolean failed) {
            terminal.note((failed ? "failed: " : "done: ") + step.words());
        }
    }
}
