package dev.midwatch.dashboard.pages;

import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.view.EditCheck;
import dev.midwatch.core.view.EditProblem;
import dev.midwatch.core.view.TextFile;
import java.util.List;

/**
 * What came of looking at an edit.
 *
 * @param problems what is wrong, with the line it is in
 * @param takesHold what the edit needs to be in force
 */
public record Checked(List<Problem> problems, Diff diff, List<String> takesHold) {
    public Checked {
        problems = List.copyOf(problems);
        takesHold = List.copyOf(takesHold);
    }

    /**
     * @param line from 1; 0 for none
     * @param text of that line
     */
    public record Problem(int line, String text, String path, String message, String hint) {}

    static Checked of(Edit edit, TextFile before, EditCheck check) {
        List<String> lines = edit.text().lines().toList();
        Diff diff = Diff.between(before.text(), edit.text());
        return new Checked(
                check.problems().stream().map(one -> problem(one, lines)).toList(),
                diff,
                TakesHold.of(edit.name(), before.text(), edit.text()));
    }

    /** A problem quotes what it is about, where a mark stands for a secret also that. */
    private static Problem problem(EditProblem problem, List<String> lines) {
        boolean known = problem.line() > 0 && problem.line() <= lines.size();
        return new Problem(
                problem.line(),
                known ? lines.get(problem.line() - 1) : "",
                problem.path(),
                PlainText.ofProcess().of(problem.message()),
                PlainText.ofProcess().of(problem.hint()));
    }

    public boolean canBeSaved() {
        return problems.isEmpty() && !diff.isEmpty();
    }
}
