package dev.midwatch.core.view;

/**
 * Which part of a long list is wanted.
 *
 * @param offset how many are passed over
 * @param limit  how many are wanted, {@value #MOST} at most
 */
public record Page(int offset, int limit) {
    public static final int MOST = 500;

    /** @throws Refusal if that is no part of a list */
    public Page {
        if (offset < 0) {
            throw Refusal.invalid("offset: " + offset + " is less than 0");
        }
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit: from 1 to %d, not %d".formatted(MOST, limit));
        }
    }

    public static Page first(int limit) {
        return new Page(0, limit);
    }
}
