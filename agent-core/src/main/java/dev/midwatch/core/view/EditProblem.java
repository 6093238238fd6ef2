package dev.midwatch.core.view;

/**
 * One thing that is wrong with an edit.
 *
 * @param line from 1; 0 where there is none
 * @param path the key; may be empty
 * @param hint what would be right; may be empty
 */
public record EditProblem(int line, String path, String message, String hint) {
    /** To follow the file's name: {@code :12: cron.max_parallel_jobs: "many" is not a whole number}. */
    String inWords() {
        return (line > 0 ? ":" + line : "")
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + message
                + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
