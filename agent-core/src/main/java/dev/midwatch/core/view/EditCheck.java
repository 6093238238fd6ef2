package dev.midwatch.core.view;

import java.util.List;

/**
 * What would come of an edit.
 *
 * @param problems what is wrong with it; empty if it can be saved
 */
public record EditCheck(List<EditProblem> problems) {
    public EditCheck {
        problems = List.copyOf(problems);
    }
}
