package dev.midwatch.core.chat;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingSilence;
import dev.midwatch.core.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Keeps findings from being told for a while, and writes down who wanted it. */
public final class Silencing {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(365);

    private final FindingLedger ledger;
    private final Audit audit;

    public Silencing(FindingLedger ledger, Audit audit) {
        this.ledger = ledger;
        this.audit = audit;
    }

    /**
     * @param matchers what a finding must be, all of it
     * @param time     as in {@code 2h} or {@code 3d}
     * @param by       the channel and its id of the person, or {@code cli:} and a name
     * @throws IllegalArgumentException saying what is wrong with one of them
     */
    public Duration silence(Map<String, String> matchers, String time, String by, String why) {
        Duration length = Durations.parse(time);
        if (length.compareTo(LEAST) < 0 || length.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a silence lasts 1 minute at least and 365 days at most, not " + time);
        }
        Map<String, String> wanted = new FindingSilence(0, matchers, Instant.EPOCH, by, why).matchers();
        audit.record("silenced", Map.of("by", by, "matchers", wanted, "for", Durations.format(length), "why", why));
        ledger.silence(wanted, length, by, why);
        return length;
    }
}
