package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.tool.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the cluster is fine, whether anybody is watching it, and what waits for people. */
record StatusCommand(
        FindingLookup findings, WatchState watch, Waiting waiting, Budget budget, Outbox outbox, Clock clock)
        implements ChatCommand {
    @Override
    public Command spec() {
        return new Command("status", "Is the cluster fine, is the watch awake, what waits for you", List.of(), false);
    }

    @Override
    public Level least() {
        return Level.VIEWER;
    }

    @Override
    public Answer answer(Asked asked) {
        List<String> lines = new ArrayList<>();
        lines.add(cluster());
        lines.addAll(watch.lines());
        if (!waiting.all().isEmpty()) {
            lines.add(waiting.lines());
        }
        lines.add(tokens());
        outbox.backlog().forEach(lane -> lines.add(lane.lane() + ": " + lane.inWords(clock.instant())));
        return Answer.open(String.join("\n", lines));
    }

    /** What nobody has looked at, or cannot be seen, is not taken for healthy. */
    private String cluster() {
        List<LedgerEntry> open = findings.open();
        if (!open.isEmpty()) {
            return "**%s** (`/findings`)"
                    .formatted(ScanCommand.counts(open.stream()
                            .collect(Collectors.groupingBy(
                                    entry -> entry.finding().severity(), Collectors.counting()))));
        }
        if (!watch.hasLooked()) {
            return "**Nothing has been looked at yet.**";
        }
        return watch.notSeen().isEmpty()
                ? "**The cluster is fine.**"
                : "**The cluster is fine, as far as it can be seen.**";
    }

    private String tokens() {
        String limit = budget.perDay() == 0 ? "" : " of %,d".formatted(budget.perDay());
        return "tokens today: %,d%s".formatted(budget.spentToday(), limit);
    }
}
