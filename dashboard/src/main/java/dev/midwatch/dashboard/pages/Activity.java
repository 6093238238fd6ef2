package dev.midwatch.dashboard.pages;

import java.util.List;

/**
 * What a turn has done so far.
 *
 * @param steps    the tools it used, in words; it is at the last one, or thinks about what that said
 * @param stopping whether somebody asked it to end
 */
public record Activity(List<String> steps, boolean stopping) {
    public Activity {
        steps = List.copyOf(steps);
    }
}
