package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** After two repairs of one cause that did not help, nothing more is done about it for a day, or until something did help. */
final class Breaker {
    static final int FAILURES = 2;
    static final Duration OPEN_FOR = Duration.ofHours(24);

    private final ActionLog log;

    Breaker(ActionLog log) {
        this.log = log;
    }

    Judgement judge(Action action, Optional<String> finding, Instant now) {
        return tripped(action, finding, now).map(Judgement::refuse).orElseGet(Judgement::run);
    }

    /** Why nothing is done about that finding, or to that object, any more. */
    Optional<String> tripped(Action action, Optional<String> finding, Instant now) {
        List<ExecutedAction> failed = log.notHelped(action, finding, now.minus(OPEN_FOR));
        if (failed.size() < FAILURES) {
            return Optional.empty();
        }
        ExecutedAction last = failed.get(failed.size() - 1);
        return Optional.of("%d repairs of %s did not help (last: `%s`, audit %s); it is left alone until %s"
                .formatted(
                        failed.size(),
                        Subject.of(action),
                        last.action().intent().kubectl(),
                        last.auditId(),
                        failed.get(failed.size() - FAILURES).ran().plus(OPEN_FOR)));
    }
}
