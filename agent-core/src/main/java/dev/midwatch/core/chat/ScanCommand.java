package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at the whole cluster now, and keeps nothing of it. */
record ScanCommand(Cycle cycle, CheckCatalog checks) implements ChatCommand {
    private static final int MOST = 12;
    private static final int MOST_BLIND = 5;

    @Override
    public Command spec() {
        return new Command("scan", "Look at the whole cluster now, with every check", List.of(), false);
    }

    @Override
    public Level least() {
        return Level.OPERATOR;
    }

    @Override
    public Answer answer(Asked asked) {
        return Answer.open(text(cycle.look(checks.usual(cycle::unasked)).seenOnce()));
    }

    static String text(CheckReport report) {
        StringBuilder text = new StringBuilder("**" + headline(report) + "**");
        List<Observed> roots = report.roots();
        roots.stream().limit(MOST).forEach(one -> text.append(finding(one, report)));
        if (roots.size() > MOST) {
            text.append("\n… and %d more".formatted(roots.size() - MOST));
        }
        text.append(sight(report));
        return text.toString();
    }

    private static String headline(CheckReport report) {
        if (report.coverage().lookedAt().isEmpty() && !report.coverage().blind().isEmpty()) {
            return "Nothing in the cluster could be seen.";
        }
        if (report.findings().isEmpty()) {
            return report.complete() ? "Nothing is broken." : "Nothing broken in what could be seen.";
        }
        return counts(report.roots().stream()
                .collect(Collectors.groupingBy(one -> one.finding().severity(), Collectors.counting())));
    }

    /** {@code 1 critical, 2 warning}, most severe first. */
    static String counts(Map<Severity, Long> counts) {
        return Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .filter(counts::containsKey)
                .map(severity -> counts.get(severity) + " " + severity)
                .collect(Collectors.joining(", "));
    }

    private static String finding(Observed one, CheckReport report) {
        int explained = report.explainedBy(one).size();
        return "\n%s **%s** · %s%s%s"
                .formatted(
                        FindingRenderer.mark(one.finding().severity()),
                        FindingRenderer.unfenced(one.finding().summary()),
                        one.finding().owner(),
                        one.finding().cause().isEmpty()
                                ? ""
                                : " · " + FindingRenderer.unfenced(one.finding().cause()),
                        explained == 0 ? "" : " · explains %d more".formatted(explained));
    }

    private static String sight(CheckReport report) {
        String lookedAt = report.coverage().lookedAt().stream()
                .map(looked -> looked.count() + " " + looked.resource())
                .collect(Collectors.joining(", "));
        String blind = report.coverage().blind().stream()
                .limit(MOST_BLIND)
                .map(gap -> "\n👁 cannot see %s in %s: %s".formatted(gap.resource(), gap.namespace(), gap.why()))
                .collect(Collectors.joining());
        String broken = report.gaps().stream()
                .filter(CheckReport.Gap::bug)
                .map(gap -> "\ncheck %s did not run: %s".formatted(gap.check(), gap.why()))
                .collect(Collectors.joining());
        int more = report.coverage().blind().size() - MOST_BLIND;
        return "\nlooked at %s%s%s%s"
                .formatted(
                        lookedAt.isEmpty() ? "nothing" : lookedAt,
                        blind,
                        more > 0 ? "\n👁 … and %d more that cannot be seen".formatted(more) : "",
                        broken);
    }
}
