package dev.midwatch.core.agent;

/** Why a run ended without an answer. None of them is a success. */
public enum StopReason {
    /** No model is configured: a normal state, the caller renders without one. */
    NO_MODEL,
    /** The day's tokens are used up; the caller renders without a model. */
    DAILY_BUDGET,
    /** No model could be reached, or none gave a usable answer. */
    MODEL_GONE,
    /** The model server does not want the request: wrong key, unknown model, filtered content. */
    MODEL_REFUSED,
    /** The answer was cut at the model's output limit. */
    CUT_SHORT,
    /** Even without old tool results the conversation does not fit the model's context. */
    CONTEXT_FULL,
    TURNS,
    WALL_CLOCK,
    TOKENS,
    TOOL_CALLS,
    /** The model went round in circles. */
    GUARDRAIL,
    /** A person stopped it, or the process is shutting down. */
    INTERRUPTED;

    /** Whether the run never spoke to a model because there is none to speak to now. */
    public boolean withoutModel() {
        return this == NO_MODEL || this == DAILY_BUDGET;
    }
}
