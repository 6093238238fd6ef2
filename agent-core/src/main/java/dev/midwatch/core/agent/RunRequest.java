package dev.midwatch.core.agent;

import dev.midwatch.core.tool.Toolset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the model is asked.
 *
 * @param title     of the session; {@link #CONVERSATION} gets a better one once there is an answer
 * @param job       whose tokens these are: a job's name, {@code chat}
 * @param run       id of the run in the ledger of tokens
 * @param task      the job's prompt or the person's words
 * @param session   a session to continue; empty: a fresh one
 * @param model     asked instead of {@code model.default}, at the same server; empty: that one
 */
public record RunRequest(
        String title,
        String job,
        String run,
        SystemPrompt prompt,
        String task,
        List<Evidence> evidence,
        Toolset tools,
        LoopSettings limits,
        Optional<String> session,
        Optional<String> model) {
    /** The title of what has no name yet. */
    public static final String CONVERSATION = "conversation";

    public RunRequest {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(task, "task");
        evidence = List.copyOf(evidence);
        Objects.requireNonNull(tools, "tools");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(model, "model");
    }
}
