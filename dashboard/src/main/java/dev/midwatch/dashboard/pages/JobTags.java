package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.JobRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words of state for jobs and runs. */
public final class JobTags {
    private static final String TICK = "M2.5 8.5 L6.5 12.5 L13.5 4";
    private static final String PAUSE = "M5 3 V13 M11 3 V13";
    private static final String PLAY = "M4 2.5 L13 8 L4 13.5 Z";
    private static final String NOTE = "M3 2.5 H13 V10.5 H8 L5 13.5 V10.5 H3 Z";
    private static final String SKIP = "M2.5 3 L8.5 8 L2.5 13 Z M12.5 3 V13";

    private JobTags() {}

    /** The gravest first. */
    public static List<Tag> of(JobRow job) {
        List<Tag> tags = new ArrayList<>();
        if (job.failing().isPresent()) {
            tags.add(new Tag("failing", "bad", Optional.of(Tag.drawing("bad"))));
        }
        if (!job.enabled()) {
            tags.add(new Tag("paused", "warning", Optional.of(PAUSE)));
        }
        if (job.running()) {
            tags.add(run("running"));
        }
        if (tags.isEmpty()) {
            tags.add(new Tag("on", "good", Optional.of(TICK)));
        }
        return List.copyOf(tags);
    }

    /** Of a run. */
    public static Tag run(String state) {
        return switch (state) {
            case "quiet" -> new Tag(state, "plain", Optional.of(TICK));
            case "report" -> new Tag(state, "info", Optional.of(NOTE));
            case "claimed", "running" -> new Tag(state, "good", Optional.of(PLAY));
            case "missed" -> new Tag(state, "warning", Optional.of(SKIP));
            default -> new Tag(state, "bad", Optional.of(Tag.drawing("bad")));
        };
    }
}
