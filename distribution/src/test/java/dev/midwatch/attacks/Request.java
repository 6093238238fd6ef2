package dev.midwatch.attacks;

/**
 * One request of Midwatch's, as the API server wrote it down.
 *
 * @param target  path and query
 * @param code    of the answer; 0 while there is none
 * @param auditId as the server has it; the client's own where it gave one
 */
record Request(String method, String target, String user, int code, String auditId) {
    private static final String REVIEWS = "/apis/auth(entication|orization)\\.k8s\\.io/.*";

    private static final String WRITES_BY_GET = ".*/(exec|attach|portforward|proxy)(/.*)?";

    private static final int CONFLICT = 409;

    /** {@code METHOD /path}. */
    String line() {
        return method + " " + target.replaceFirst("\\?.*", "");
    }

    /** Whether it only asks who one is and what one may do. */
    boolean isReview() {
        return target.matches(REVIEWS);
    }

    /** Whether the server only tries it. */
    boolean isDryRun() {
        return target.contains("dryRun=All");
    }

    /** Whether it changes something, or may, as far as the server's log tells. */
    boolean isWrite() {
        boolean reads = method.equals("GET") && !line().matches(WRITES_BY_GET);
        return !reads && !isDryRun();
    }

    /** Whether this is the same write sent once more, after the server had refused it because the object had just got another version. */
    boolean repeats(Request before) {
        return before.code == CONFLICT
                && before.line().equals(line())
                && !auditId.isEmpty()
                && before.auditId.equals(auditId);
    }

    @Override
    public String toString() {
        return "%s %s by %s: %d".formatted(method, target, user, code);
    }
}
