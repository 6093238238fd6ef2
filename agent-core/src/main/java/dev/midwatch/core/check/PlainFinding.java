package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.core.text.VisibleText;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a check's finding fit to be stored, sent and printed: secrets are taken out, and so is what could take over a terminal. Logs,
 * events and names are written by whoever runs something in the cluster.
 */
final class PlainFinding {
    private static final Pattern LINE_END = Pattern.compile("\\s*[\\r\\n]+\\s*");

    private static final Pattern HARMLESS = Pattern.compile("[\\w.:@%+=,/-]*");

    /** A message of half a megabyte is written by nobody who wants it read, and costs every check cycle the time to search it. */
    private static final int MOST_LINE = 4_000;

    private static final int MOST_EVIDENCE = 16_000;

    /** The longest that a name of an object can be. */
    private static final int MOST_NAME = 253;

    private final UnaryOperator<String> redact;

    /** @param redact takes secrets out of a text */
    PlainFinding(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    Finding of(Finding finding) {
        Finding plain = new Finding(
                finding.reason(),
                finding.severity(),
                named(finding.subject()),
                named(finding.owner()),
                finding.causeClass(),
                line(finding.summary()),
                line(finding.cause()),
                Map.of(),
                finding.since(),
                finding.dependsOn().stream().map(PlainFinding::named).toList(),
                line(look(finding)),
                finding.remedy(),
                finding.sustained(),
                finding.explains());
        for (Map.Entry<String, String> one : finding.evidence().entrySet()) {
            plain = plain.evidence(one.getKey(), text(one.getValue()));
        }
        return plain;
    }

    /** The API server takes any name for an owner, whatever characters it has. */
    private static ObjectRef named(ObjectRef ref) {
        return new ObjectRef(
                name(ref.apiVersion()), name(ref.kind()), name(ref.namespace()), name(ref.name()), ref.uid());
    }

    private static String name(String name) {
        String some = name.length() > MOST_NAME ? name.substring(0, MOST_NAME) + "…" : name;
        return VisibleText.of(some).replace('\n', ' ').replace('\t', ' ');
    }

    /** A command to paste: a name or kind that a shell would take for more than that is quoted. */
    private static String look(Finding finding) {
        String odd = Stream.concat(Stream.of(finding.subject(), finding.owner()), finding.dependsOn().stream())
                .flatMap(ref -> Stream.of(
                        ref.namespace(), ref.name(), ref.kind(), ref.kind().toLowerCase(Locale.ROOT)))
                .filter(name -> !HARMLESS.matcher(name).matches())
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return odd.isEmpty()
                ? finding.look()
                : Pattern.compile(odd)
                        .matcher(finding.look())
                        .replaceAll(found ->
                                Matcher.quoteReplacement("'" + found.group().replace("'", "'\\''") + "'"));
    }

    String line(String text) {
        boolean cut = text.length() > MOST_LINE;
        String some = cut ? text.substring(0, MOST_LINE) : text;
        return plain(LINE_END.matcher(some).replaceAll(" ").strip()) + (cut ? "…" : "");
    }

    /** Of a log its end tells most; it is cut where a line ends, so that no half of a secret is left. */
    private String text(String text) {
        if (text.length() <= MOST_EVIDENCE) {
            return plain(text);
        }
        int cut = text.length() - MOST_EVIDENCE;
        int line = text.indexOf('\n', cut);
        return line < 0 ? plain(text.substring(0, MOST_EVIDENCE)) + "…" : "…" + plain(text.substring(line));
    }

    private String plain(String text) {
        return redact.apply(VisibleText.of(text));
    }
}
