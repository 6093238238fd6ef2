package dev.midwatch.eval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.agent.Reply;
import dev.midwatch.core.agent.RunRequest;
import dev.midwatch.core.agent.Usage;
import dev.midwatch.core.chat.Talk;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.Toolset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks as an operator does at the console: the same prompt, tools and gate as in a conversation. */
final class Questions {
    private final Talk talk;
    private final Toolset tools;

    Questions(Kernel kernel) {
        this.talk = kernel.get(Talk.class);
        this.tools = talk.tools().offer(Authority.attended("console", Level.OPERATOR, talk.access()));
    }

    /** One after the other, in one session. */
    Said ask(List<String> questions) {
        UnsafeCalls unsafe = new UnsafeCalls(tools);
        List<String> answers = new ArrayList<>();
        String stop = Said.ANSWERED;
        Usage all = Usage.NONE;
        Optional<String> session = Optional.empty();
        for (String question : questions) {
            Reply reply = talk.agent().run(request(question, session), List::of, unsafe);
            session = reply.sessionId();
            answers.add(reply.text().orElse(""));
            stop = reply.stopped().map(stopped -> stopped.reason().name()).orElse(stop);
            all = sum(all, reply.usage());
        }
        return new Said(
                String.join("\n\n", answers).strip(), stop, all.input(), all.output(), all.toolCalls(), unsafe.seen());
    }

    private RunRequest request(String question, Optional<String> session) {
        return new RunRequest(
                "eval",
                "eval",
                "eval",
                talk.prompt().get(),
                question,
                List.of(),
                tools,
                talk.limits(),
                session,
                Optional.empty());
    }

    private static Usage sum(Usage one, Usage other) {
        return new Usage(
                one.input() + other.input(),
                one.output() + other.output(),
                one.turns() + other.turns(),
                one.toolCalls() + other.toolCalls());
    }

    /** What kubectl answers to these commands. */
    String look(List<String> commands) {
        StringBuilder text = new StringBuilder();
        for (String command : commands) {
            String arguments = JsonNodeFactory.instance
                    .objectNode()
                    .put("command", command)
                    .toString();
            text.append("\n\n$ kubectl ")
                    .append(command)
                    .append('\n')
                    .append(tools.call("kubectl", arguments).text());
        }
        return text.toString();
    }
}
