package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.tool.Level;
import java.util.List;
import java.util.Locale;

/** Lets what is proposed happen, once, or not at all. */
record DecisionCommand(boolean approves, Decisions decisions, Waiting waiting) implements ChatCommand {
    @Override
    public Command spec() {
        String word = approves ? "approve" : "deny";
        return new Command(
                word,
                approves ? "Let what is proposed happen, once" : "Do not let it happen",
                List.of(Options.required("proposal", "Its id")),
                false);
    }

    @Override
    public Level least() {
        return Level.APPROVER;
    }

    @Override
    public Answer answer(Asked asked) {
        String id = asked.word("proposal")
                .map(word -> word.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new Refusal(waiting.lines()));
        return Answer.open(decisions.decide(id, approves, asked.approver()).answer());
    }

    @Override
    public List<String> complete(Command.Call call, String option) {
        return Completions.of(waiting.named(), call.option(option).orElse(""));
    }
}
