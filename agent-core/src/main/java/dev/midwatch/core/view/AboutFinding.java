package dev.midwatch.core.view;

import dev.midwatch.core.agent.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a model is shown of the finding that a conversation is about; all of it data. */
final class AboutFinding {
    private AboutFinding() {}

    static List<Evidence> evidence(FindingRow finding, List<ProposalRow> proposals) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("the finding that this is about", text(finding)));
        if (!proposals.isEmpty()) {
            evidence.add(new Evidence(
                    "its proposals",
                    proposals.stream()
                            .map(one -> "%s: %s, %s".formatted(one.id(), one.command(), one.state()))
                            .collect(Collectors.joining("\n"))));
        }
        return evidence;
    }

    private static String text(FindingRow finding) {
        List<String> lines = new ArrayList<>();
        lines.add(finding.summary());
        lines.add("%s, %s, %s, since %s"
                .formatted(finding.severity(), finding.state(), finding.reason(), finding.since()));
        lines.add("object: " + finding.owner());
        finding.cause().ifPresent(cause -> lines.add("cause: " + cause));
        finding.causedBy().ifPresent(other -> lines.add("explained by finding " + other));
        finding.evidence().forEach(fact -> lines.add(fact.label() + ": " + fact.value()));
        lines.add("look: " + finding.look());
        return String.join("\n", lines);
    }
}
