package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Makes a check's finding fit to be stored, sent and printed: secrets are taken out, and so is what could take over a terminal. Logs,
 * events and names are written by whoever runs something in the cluster.
 */
final class PlainFinding {
    /** What a program writes to colour its log or to drive a terminal: CSI and OSC sequences, and the short ones. */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\x1B(?:\\[[0-?]{0,32}[ -/]{0,8}[@-~]|\\][^\\x07\\x1B]{0,512}(?:\\x07|\\x1B\\\\)|[ -/]{0,4}[0-~])");
    /** Other control characters, and those that turn the direction of text around. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}\\x80-\\x9F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

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
        return LINE_END.matcher(text(text)).replaceAll(" ").strip();
    }

    private String text(String text) {
        String visible = ESCAPE.matcher(text.replace("\r\n", "\n")).replaceAll("");
        return redact.apply(CONTROL.matcher(visible).replaceAll("\uFFFD"));
    }
}
