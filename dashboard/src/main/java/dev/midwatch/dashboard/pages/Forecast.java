package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Jobs;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.SchedulePreview;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a schedule means, or why it means nothing.
 *
 * @param describes for people; empty if it was not understood
 * @param wrong     why not
 */
public record Forecast(String describes, String timezone, List<Due> next, FieldProblems wrong) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

    /** @param local as clocks there show it, with the offset from UTC */
    public record Due(Instant at, String local) {}

    static Forecast of(Jobs jobs, String schedule, String timezone) {
        try {
            SchedulePreview preview = jobs.preview(schedule, Optional.of(timezone));
            return new Forecast(
                    preview.describes(),
                    preview.timezone(),
                    preview.next().stream().map(Forecast::due).toList(),
                    FieldProblems.NONE);
        } catch (Refusal refusal) {
            return new Forecast("", timezone, List.of(), FieldProblems.of(refusal, "schedule"));
        }
    }

    public boolean understood() {
        return wrong.isEmpty();
    }

    private static Due due(String text) {
        OffsetDateTime at = OffsetDateTime.parse(text);
        return new Due(
                at.toInstant(),
                LOCAL.format(at) + " ("
                        + (at.getOffset().getTotalSeconds() == 0
                                ? "UTC"
                                : at.getOffset().getId()) + ")");
    }
}
