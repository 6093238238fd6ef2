package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.Json;
import dev.midwatch.skills.k8s.evidence.Quantity;
import java.util.Locale;
import java.util.Optional;

/**
 * One of the two things of which a file system has so much and no more, as a kubelet measured it.
 *
 * @param what {@code bytes} or {@code inodes}
 * @param free what a program can still get; what is kept back for root counts as used
 */
record FileSystem(String what, double free, double all) {
    static final String BYTES = "bytes";
    static final String INODES = "inodes";

    static Optional<FileSystem> bytes(Json stats) {
        return of(BYTES, stats, "availableBytes", "capacityBytes");
    }

    /** Nothing of a file system that makes inodes as it needs them. */
    static Optional<FileSystem> inodes(Json stats) {
        return of(INODES, stats, "inodesFree", "inodes");
    }

    private static Optional<FileSystem> of(String what, Json stats, String free, String all) {
        double most = stats.get(all).number(0);
        double left = stats.get(free).number(-1);
        return most > 0 && left >= 0 ? Optional.of(new FileSystem(what, Math.min(left, most), most)) : Optional.empty();
    }

    double used() {
        return all - free;
    }

    double freeShare() {
        return free / all;
    }

    /** Two volumes of one disk are measured alike but for the moment. */
    boolean isOfSameDisk(FileSystem other) {
        return all == other.all && Math.abs(free - other.free) < all / 1000;
    }

    String amount(double value) {
        return what.equals(BYTES) ? Quantity.bytes(value) : String.format(Locale.ROOT, "%.0f inodes", value);
    }
}
