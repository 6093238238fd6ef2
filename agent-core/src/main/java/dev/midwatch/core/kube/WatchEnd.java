package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** What to do when a watch has ended. */
enum WatchEnd {
    /** Go on from where it ended. */
    RESUME,
    /** The same after a pause: something is wrong. */
    BACK_OFF,
    /** What happened meanwhile can no longer be told, or nobody knows whether the watch still told everything. */
    RELIST,
    /** It will not be allowed, or does not exist. */
    GIVE_UP;

    static WatchEnd of(WatchEvent.Failed failed) {
        return failed.code() == 410 ? RELIST : BACK_OFF;
    }

    static WatchEnd of(ClusterException refused) {
        return switch (refused.why()) {
            case FORBIDDEN, NOT_FOUND, NOT_INSTALLED, INVALID -> GIVE_UP;
            case FAILED -> refused.getMessage().startsWith(Refusals.GONE) ? RELIST : BACK_OFF;
            default -> BACK_OFF;
        };
    }

    static WatchEnd of(IOException broken) {
        if (broken instanceof WatchReader.NoWatchException) {
            return GIVE_UP;
        }
        return broken instanceof SocketTimeoutException ? RELIST : BACK_OFF;
    }
}
