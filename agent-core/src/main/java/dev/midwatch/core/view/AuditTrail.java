package dev.midwatch.core.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.audit.AuditChain;
import dev.midwatch.core.audit.AuditHead;
import dev.midwatch.core.text.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The audit file, and whether its chain holds. */
public final class AuditTrail {
    /** The step of a line that is no step. */
    private static final String UNREADABLE = "unreadable";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The chain is of canonical JSON, which has no spaces. */
    private static final Pattern NAME = Pattern.compile("[{,]\"step\":\"([^\"\\\\]+)\"");
    /** Walking the chain reads every file; who looks again at once is shown what was seen, unless a step was recorded since. */
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final Audit audit;
    private Optional<Walked> last = Optional.empty();

    private record Walked(AuditChain chain, AuditHead head, long at) {}

    public AuditTrail(Audit audit) {
        this.audit = audit;
    }

    public AuditState state() {
        AuditChain chain = chain();
        return new AuditState(
                chain.lines().size(),
                chain.broken().map(Object::toString),
                chain.torn(),
                chain.head().toString());
    }

    /** Newest first. */
    public Listing<AuditRow> list(AuditFilter filter, Page page) {
        List<String> lines = chain().lines();
        List<AuditRow> some = new ArrayList<>();
        long total = 0;
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (matches(lines.get(i), filter)) {
                if (total >= page.offset() && some.size() < page.limit()) {
                    some.add(row(i + 1, lines.get(i)));
                }
                total++;
            }
        }
        return new Listing<>(some, total, page);
    }

    /** The names of all steps that were taken, in the order of the alphabet. */
    public List<String> steps() {
        return chain().lines().stream()
                .flatMap(line -> NAME.matcher(line).results())
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    /** Writes down what somebody did who was let in or turned away: signing in is a step, too. */
    public void signedIn(String step, Map<String, String> facts) {
        audit.record(step, facts);
    }

    private synchronized AuditChain chain() {
        long now = System.nanoTime();
        AuditHead head = audit.head();
        if (last.isEmpty()
                || !last.get().head().equals(head)
                || now - last.get().at() > FRESH_NANOS) {
            last = Optional.of(new Walked(audit.chain(), head, now));
        }
        return last.get().chain();
    }

    /** Read only where the text alone does not say no. */
    private static boolean matches(String line, AuditFilter filter) {
        return filter.text().map(wanted -> contains(line, wanted)).orElse(true)
                && filter.step()
                        .map(step -> (step.equals(UNREADABLE) || line.contains(step))
                                && row(0, line).step().equals(step))
                        .orElse(true);
    }

    private static boolean contains(String line, String text) {
        return line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static AuditRow row(long n, String line) {
        try {
            Map<String, Object> facts = JSON.readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (facts == null) {
                return unreadable(n, line);
            }
            Instant at = Instant.parse(String.valueOf(facts.remove("at")));
            String step = String.valueOf(facts.remove("step"));
            facts.keySet().removeAll(List.of("n", "previous"));
            return new AuditRow(n, at, step, facts);
        } catch (JsonProcessingException | DateTimeException unreadable) {
            return unreadable(n, line);
        }
    }

    private static AuditRow unreadable(long n, String line) {
        return new AuditRow(
                n,
                Instant.EPOCH,
                UNREADABLE,
                Map.of("line", PlainText.ofProcess().of(line)));
    }
}
