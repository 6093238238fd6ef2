package dev.midwatch.image;

import java.time.Instant;

/**
 * @param revision of the source
 * @param time     what everything in the image is said to be of
 */
record Release(String version, String revision, Instant time) {
    String tag() {
        return version + "-" + revision.substring(0, Math.min(12, revision.length()));
    }
}
