package dev.midwatch.dashboard.pages;

import gg.jte.Content;
import java.util.List;
import java.util.Optional;

/**
 * What a turn has done so far.
 *
 * @param steps    the tools it used, in words; it is at the last one, or thinks about what that said
 * @param said     what the model has said of its answer so far
 * @param stopping whether somebody asked it to end
 */
public record Activity(List<String> steps, Optional<Content> said, boolean stopping) {
    public Activity {
        steps = List.copyOf(steps);
    }
}
