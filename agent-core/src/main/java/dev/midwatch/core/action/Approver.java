package dev.midwatch.core.action;

import dev.midwatch.core.tool.Level;
import java.util.Objects;

/**
 * Who decides a proposal, as the channel knows them at that moment; never taken from what somebody wrote.
 *
 * @param who   the channel and its own stable id of the person: {@code discord:1234}, {@code cli:roger}
 * @param level what that person may do
 */
public record Approver(String who, Level level) {
    /** Ends what has no sense any more; it approves nothing. */
    static final Approver MIDWATCH = new Approver("midwatch", Level.APPROVER);

    public Approver {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(level, "level");
    }
}
