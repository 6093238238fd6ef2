package dev.midwatch.core.tool;

/** What a person, or a run on nobody's behalf, may do; each level includes those before it. */
public enum Level {
    /** Looks. */
    VIEWER,
    /** Asks for actions; the gate decides what becomes of them. */
    OPERATOR,
    /** Also approves what the gate holds back. */
    APPROVER;

    public boolean includes(Level other) {
        return compareTo(other) >= 0;
    }
}
