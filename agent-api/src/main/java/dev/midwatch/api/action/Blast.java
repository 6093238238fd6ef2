package dev.midwatch.api.action;

import java.util.Objects;

/**
 * What an action touches besides its target's own fields, counted when it is planned and shown to whoever has to approve it.
 *
 * @param count of the objects; 0 if nothing that runs notices
 * @param what  which they are and what happens to them: {@code pods of Deployment shop/web are replaced one after the other}
 */
public record Blast(int count, String what) {
    public Blast {
        Objects.requireNonNull(what, "what");
        if (count < 0) {
            throw new IllegalArgumentException("an action touches " + count + " objects: at least 0");
        }
    }

    /** {@code 3 pods of Deployment shop/web are replaced}. */
    @Override
    public String toString() {
        return count + " " + what;
    }
}
