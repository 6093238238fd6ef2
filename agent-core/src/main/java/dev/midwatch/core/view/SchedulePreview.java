package dev.midwatch.core.view;

import java.util.List;

/**
 * What a schedule means.
 *
 * @param schedule  in its one spelling
 * @param describes for people
 * @param next      the next times it is due, local, with offset: {@code 2026-03-02T08:00+01:00}
 */
public record SchedulePreview(String schedule, String describes, String timezone, List<String> next) {
    public SchedulePreview {
        next = List.copyOf(next);
    }
}
