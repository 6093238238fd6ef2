package dev.midwatch.skills.k8s.evidence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of admission webhooks that failed, by what the API server says of them. One that was made and answered no is not a failed call. */
public final class FailedCall {
    private static final Pattern FAILED = Pattern.compile("failed calling webhook \"([^\"\\s]+)\"");

    private FailedCall() {}

    /** The webhook whose call failed, if the message speaks of one. */
    public static Optional<String> in(String message) {
        Matcher matcher = FAILED.matcher(message);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
