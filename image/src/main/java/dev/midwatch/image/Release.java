package dev.midwatch.image;

import java.time.Instant;

/**
 * @param commit  of the source
 * @param changed whether the source has changes that are in no commit
 * @param time    what everything in the image is said to be of
 */
record Release(String version, String commit, boolean changed, Instant time) {
    private static final int SHORT = 12;

    /** A changed source is not what its commit says, and nobody else can make the same image of it. */
    String revision() {
        return marked(commit);
    }

    String tag() {
        return version + "-" + marked(commit.substring(0, Math.min(SHORT, commit.length())));
    }

    private String marked(String revision) {
        return changed ? revision + "-dirty" : revision;
    }
}
