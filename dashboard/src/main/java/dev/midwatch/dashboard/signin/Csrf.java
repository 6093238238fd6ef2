package dev.midwatch.dashboard.signin;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A token that only pages of ours can know, in every form and in a header of htmx. It is bound to the session, and looks different each
 * time: compressed together with what somebody else wrote it could otherwise be guessed from its length.
 */
public final class Csrf {
    /** Of forms. */
    public static final String FIELD = "_csrf";

    /** Of requests by htmx. */
    public static final String HEADER = "X-CSRF-Token";

    private static final String ATTRIBUTE = "midwatch.csrf";
    private static final int BYTES = 32;

    private Csrf() {}

    /** For the page this request gets; empty where nobody is signed in. */
    public static String token(Context ctx) {
        byte[] secret = ctx.attribute(ATTRIBUTE);
        return secret == null ? "" : masked(secret);
    }

    static void bind(Context ctx, SigningKey key, String session) {
        ctx.attribute(ATTRIBUTE, key.mac(session));
    }

    static boolean holds(Context ctx) {
        byte[] secret = ctx.attribute(ATTRIBUTE);
        return secret != null
                && Optional.ofNullable(ctx.header(HEADER))
                        .or(() -> Optional.ofNullable(ctx.formParam(FIELD)))
                        .filter(token -> matches(token, secret))
                        .isPresent();
    }

    private static String masked(byte[] secret) {
        byte[] token = new byte[2 * BYTES];
        byte[] mask = Digests.random(BYTES);
        for (int at = 0; at < BYTES; at++) {
            token[at] = mask[at];
            token[BYTES + at] = (byte) (mask[at] ^ secret[at]);
        }
        return Digests.text(token);
    }

    private static boolean matches(String token, byte[] secret) {
        byte[] given;
        try {
            given = Digests.bytes(token);
        } catch (IllegalArgumentException notOurs) {
            return false;
        }
        if (given.length != 2 * BYTES) {
            return false;
        }
        byte[] unmasked = new byte[BYTES];
        for (int at = 0; at < BYTES; at++) {
            unmasked[at] = (byte) (given[at] ^ given[BYTES + at]);
        }
        return MessageDigest.isEqual(unmasked, secret);
    }
}
