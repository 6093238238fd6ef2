package dev.midwatch.scenarios;

import dev.midwatch.api.check.Finding;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a report says, held against what it was to say. */
final class Verdict {
    private final CheckReport report;
    private final List<String> differences = new ArrayList<>();

    private Verdict(CheckReport report) {
        this.report = report;
    }

    /** Every difference, a line each. */
    static List<String> differences(List<Expected> expected, CheckReport report) {
        Verdict verdict = new Verdict(report);
        List<Observed> left = new ArrayList<>(report.roots());
        expected.forEach(one -> verdict.take(one, left));
        left.forEach(one -> verdict.differences.add("told, but not expected: " + named(one)));
        report.gaps().stream()
                .filter(CheckReport.Gap::bug)
                .forEach(gap -> verdict.differences.add("check " + gap.check() + " " + gap.why()));
        return verdict.differences;
    }

    private void take(Expected expected, List<Observed> left) {
        List<Observed> same = left.stream()
                .filter(one -> is(expected, one) && details(expected, one).isEmpty())
                .toList();
        List<Observed> near =
                same.isEmpty() ? left.stream().filter(one -> is(expected, one)).toList() : same;
        if (near.isEmpty()) {
            differences.add("expected, but not told: " + expected.reason() + " about " + expected.about()
                    + foldedAway(expected));
            return;
        }
        left.remove(near.get(0));
        differences.addAll(details(expected, near.get(0)));
    }

    private String foldedAway(Expected expected) {
        return report.findings().stream()
                .filter(one -> !report.roots().contains(one) && is(expected, one))
                .map(one -> " (it is folded under another)")
                .findFirst()
                .orElse("");
    }

    private static boolean is(Expected expected, Observed one) {
        return one.finding().reason().equals(expected.reason())
                && one.finding().owner().toString().equals(expected.about());
    }

    private List<String> details(Expected expected, Observed one) {
        List<String> wrong = new ArrayList<>();
        String severity = one.finding().severity().toString().toLowerCase(Locale.ROOT);
        expected.severity()
                .filter(wanted -> !wanted.equals(severity))
                .ifPresent(wanted -> wrong.add(named(one) + " is " + severity + ", not " + wanted));
        expected.cause()
                .filter(wanted -> !wanted.matcher(one.finding().cause()).find())
                .ifPresent(wanted -> wrong.add(
                        named(one) + " has the cause \"" + one.finding().cause() + "\", not /" + wanted + "/"));
        Set<String> explained = report.explainedBy(one).stream()
                .map(under -> under.finding().reason())
                .collect(Collectors.toCollection(TreeSet::new));
        expected.explains()
                .map(TreeSet::new)
                .filter(wanted -> !wanted.equals(explained))
                .ifPresent(wanted -> wrong.add(named(one) + " explains " + explained + ", not " + wanted));
        return wrong;
    }

    private static String named(Observed one) {
        return one.finding().reason() + " about " + one.finding().owner();
    }

    /** The whole report for people. */
    static String shown(CheckReport report) {
        StringBuilder text = new StringBuilder();
        for (Observed root : report.roots()) {
            text.append(shown(root.finding(), ""));
            report.explainedBy(root).forEach(under -> text.append(shown(under.finding(), "    ")));
        }
        report.gaps().forEach(gap -> text.append("check %s did not run: %s%n".formatted(gap.check(), gap.why())));
        return text.isEmpty() ? "nothing was told\n" : text.toString();
    }

    private static String shown(Finding finding, String indent) {
        StringBuilder text = new StringBuilder("%s%s %s about %s (seen at %s)%n%s  %s%n"
                .formatted(
                        indent,
                        finding.severity(),
                        finding.reason(),
                        finding.owner(),
                        finding.subject(),
                        indent,
                        finding.summary()));
        if (!finding.cause().isEmpty()) {
            text.append("%s  cause: %s%n".formatted(indent, finding.cause()));
        }
        finding.evidence().forEach((label, value) -> text.append("%s  %s: %s%n".formatted(indent, label, value)));
        if (!finding.dependsOn().isEmpty()) {
            text.append("%s  depends on %s%n".formatted(indent, finding.dependsOn()));
        }
        return text.toString();
    }
}
