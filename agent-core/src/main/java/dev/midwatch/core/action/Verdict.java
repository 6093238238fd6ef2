package dev.midwatch.core.action;

/** What the gate made of a request. */
public sealed interface Verdict {
    /** It must not happen. */
    record Refused(String why) implements Verdict {}

    /** A person has to decide. */
    record Asked(Proposal proposal) implements Verdict {}

    /** It ran; whether it helped is seen later. */
    record Ran(String auditId) implements Verdict {}

    /** It was tried, and the API server refused it or did not answer. */
    record Failed(String auditId, String why) implements Verdict {}
}
