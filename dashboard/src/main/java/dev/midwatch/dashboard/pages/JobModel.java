package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.JobRow;
import java.util.List;

/** @param ahead its next runs, as long as it is not paused */
public record JobModel(JobRow job, Forecast ahead, Times times) {
    public List<Tag> tags() {
        return JobTags.of(job);
    }

    public static String joined(List<String> names, String none) {
        return names.isEmpty() ? none : String.join(", ", names);
    }
}
