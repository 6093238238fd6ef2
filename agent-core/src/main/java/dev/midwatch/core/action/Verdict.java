package dev.midwatch.core.action;

/** What the gate made of a request. */
public sealed interface Verdict {
    /** It must not happen. */
    record Refused(String why) implements Verdict {}

    /** A person has to decide. */
    record Asked(Proposal proposal) implements Verdict {}

    /**
     * It ran; whether it helped is seen later.
     *
     * @param output of a command; otherwise empty
     */
    record Ran(String auditId, String output) implements Verdict {}

    /** It was tried, and the API server refused it or did not answer. */
    record Failed(String auditId, String why) implements Verdict {}
}
