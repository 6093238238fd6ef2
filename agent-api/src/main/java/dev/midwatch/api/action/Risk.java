package dev.midwatch.api.action;

/** Whether an action may ever run without a person. */
public enum Risk {
    /** Idempotent and repaired by a controller; runs unattended if policy allows. */
    SAFE,
    /** Always needs a person. */
    RISKY
}
