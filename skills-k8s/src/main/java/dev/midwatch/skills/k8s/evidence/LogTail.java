package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.LogQuery;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The last lines of a container's log; untrusted.
 *
 * @param lines    at most {@link #LINES}, without blank ones
 * @param whyEmpty why there are none; empty if there are some
 */
public record LogTail(List<String> lines, String whyEmpty) {
    private static final int LINES = 100;
    private static final int FEW = 5;
    private static final int LINE_LENGTH = 300;
    private static final int KEPT_LENGTH = 2_000;
    private static final Pattern TELLING = Pattern.compile(
            "\\b(error|exception|fatal|panic|fail(ed|ure)?|refused|denied|cannot|can't|could not|unable|missing|not found"
                    + "|no such|invalid|timed? ?out|killed)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |File \"|\\.\\.\\. \\d+ more).*");

    public LogTail {
        lines = List.copyOf(lines);
    }

    /** Of the run that ended last: that before the restart if there was one and its log is still there, else the present one. */
    public static LogTail ofLastRun(CheckContext context, KubeObject pod, ContainerState container) {
        LogQuery query = LogQuery.of(pod.namespace(), pod.name(), LINES).container(container.name());
        boolean restarted = container.restarts() > 0 && container.ended().isEmpty();
        try {
            return of(
                    restarted
                            ? beforeRestart(context, query)
                            : context.cluster().logs(query));
        } catch (ClusterException unreadable) {
            // The finding stands without its log; that it could not be read is part of the evidence.
            return new LogTail(List.of(), "could not be read: " + unreadable.getMessage());
        }
    }

    /** Of the run that goes on. */
    public static LogTail ofPresentRun(CheckContext context, KubeObject pod, ContainerState container) {
        try {
            return of(context.cluster()
                    .logs(LogQuery.of(pod.namespace(), pod.name(), LINES).container(container.name())));
        } catch (ClusterException unreadable) {
            // The finding stands without its log; that it could not be read is part of the evidence.
            return new LogTail(List.of(), "could not be read: " + unreadable.getMessage());
        }
    }

    private static String beforeRestart(CheckContext context, LogQuery query) throws ClusterException {
        try {
            return context.cluster().logs(query.beforeRestart());
        } catch (ClusterException e) {
            if (e.why() == Why.NOT_FOUND || e.why() == Why.INVALID) {
                return context.cluster().logs(query);
            }
            throw e;
        }
    }

    /** Of a text that is the end of a log, or is read like one. */
    public static LogTail of(String text) {
        List<String> lines = text.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .map(line -> line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "…" : line)
                .toList();
        return new LogTail(lines, lines.isEmpty() ? "the container wrote nothing" : "");
    }

    /** The line that most probably says why: the last that speaks of failure, else the last; empty without any. */
    public String tellingLine() {
        return failure()
                .or(() -> lines.stream().reduce((earlier, later) -> later).map(String::strip))
                .orElse("");
    }

    /** The last line that speaks of failure. */
    public Optional<String> failure() {
        return said().stream()
                .filter(LogTail::isTelling)
                .reduce((earlier, later) -> later)
                .map(String::strip);
    }

    /** What was said about the end: from a few lines before the last that speaks of failure. Whatever failed long before that was got over. */
    public List<String> lastWords() {
        List<String> said = said();
        int last = IntStream.range(0, said.size())
                .filter(i -> isTelling(said.get(i)))
                .max()
                .orElse(said.size() - 1);
        return said.subList(Math.max(0, last - FEW), said.size());
    }

    private List<String> said() {
        return lines.stream()
                .filter(line -> !STACK_FRAME.matcher(line).matches())
                .toList();
    }

    private static boolean isTelling(String line) {
        return TELLING.matcher(line).find();
    }

    /** For the evidence of a finding: the end of the log, or why there is none. */
    public String text() {
        if (lines.isEmpty()) {
            return whyEmpty;
        }
        String all = String.join("\n", lines);
        return all.length() <= KEPT_LENGTH ? all : "…" + all.substring(all.length() - KEPT_LENGTH);
    }
}
