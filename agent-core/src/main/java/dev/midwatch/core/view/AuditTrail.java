package dev.midwatch.core.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.text.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The audit file, and whether its chain holds. */
public final class AuditTrail {
    /** The step of a line that is no step. */
    private static final String UNREADABLE = "unreadable";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** With a filter, so many lines are looked at, the newest. */
    public static final int SEARCHED = 50_000;

    private final Audit audit;
    private final AuditWatch watch;

    public AuditTrail(Audit audit, InstantSource clock) {
        this.audit = audit;
        this.watch = new AuditWatch(audit, clock);
    }

    /** As the chain was when it was followed last, which may be some time ago if it is long. */
    public AuditState state() {
        return watch.state();
    }

    /** Newest first; of a filter, what is among the newest {@value #SEARCHED} lines, which is what the total counts, too. */
    public Listing<AuditRow> list(AuditFilter filter, Page page) {
        return filter.equals(AuditFilter.ALL) ? all(page) : found(filter, page);
    }

    private Listing<AuditRow> all(Page page) {
        return audit.newestFirst(tail -> {
            List<AuditRow> some = new ArrayList<>();
            long[] seen = {0};
            long total = tail.read(line -> {
                if (seen[0]++ >= page.offset()) {
                    some.add(row(line.n(), line.text()));
                }
                return some.size() < page.limit();
            });
            return new Listing<>(some, total, page);
        });
    }

    private Listing<AuditRow> found(AuditFilter filter, Page page) {
        return audit.newestFirst(tail -> {
            List<AuditRow> some = new ArrayList<>();
            long[] looked = {0};
            long[] total = {0};
            tail.read(line -> {
                if (matches(line.text(), filter)) {
                    if (total[0]++ >= page.offset() && some.size() < page.limit()) {
                        some.add(row(line.n(), line.text()));
                    }
                }
                return ++looked[0] < SEARCHED;
            });
            return new Listing<>(some, total[0], page);
        });
    }

    /** The names of all steps that were taken, in the order of the alphabet. */
    public List<String> steps() {
        return watch.names();
    }

    /** Writes down what somebody did who was let in or turned away: signing in is a step, too. */
    public void signedIn(String step, Map<String, String> facts) {
        audit.record(step, facts);
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
