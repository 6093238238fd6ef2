package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import dev.midwatch.core.text.VisibleText;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Makes a check's finding fit to be stored, sent and printed: secrets are taken out, and so is what could take over a terminal. Logs,
 * events and names are written by whoever runs something in the cluster.
 */
final class PlainFinding {
    private static final Pattern LINE_END = Pattern.compile("\\s*[\\r\\n]+\\s*");

    private final UnaryOperator<String> redact;

    /** @param redact takes secrets out of a text */
    PlainFinding(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    Finding of(Finding finding) {
        Finding plain = new Finding(
                finding.reason(),
                finding.severity(),
                finding.subject(),
                finding.owner(),
                finding.causeClass(),
                line(finding.summary()),
                line(finding.cause()),
                Map.of(),
                finding.since(),
                finding.dependsOn(),
                line(finding.look()),
                finding.remedy(),
                finding.sustained());
        for (Map.Entry<String, String> one : finding.evidence().entrySet()) {
            plain = plain.evidence(one.getKey(), text(one.getValue()));
        }
        return plain;
    }

    private String line(String text) {
        return text(LINE_END.matcher(text).replaceAll(" ").strip());
    }

    private String text(String text) {
        return redact.apply(VisibleText.of(text));
    }
}
