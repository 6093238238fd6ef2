package dev.midwatch.dashboard.signin;

import java.util.Optional;

/** A sign-in through the identity provider that came to nothing. */
final class OidcRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, and with that what the visitor is told. */
    enum Kind {
        NOT_BEGUN(400, "This sign-in was not begun here, or took too long. Try again."),
        NOT_VALID(401, "The identity provider's answer cannot be trusted. Try again."),
        NOT_ALLOWED(403, "The identity provider knows you, but nobody has let you in here."),
        DOWN(502, "The identity provider does not answer as it should. Try again later.");

        private final int status;
        private final String text;

        Kind(int status, String text) {
            this.status = status;
            this.text = text;
        }

        int status() {
            return status;
        }

        String text() {
            return text;
        }
    }

    private final Kind kind;
    private final String who;

    /**
     * One.
     *
     * @param why for the journal, never for the visitor
     */
    OidcRefusal(Kind kind, String why) {
        this(kind, why, null);
    }

    /** The same for somebody the provider vouched for. */
    OidcRefusal(Kind kind, String why, String who) {
        super(why);
        this.kind = kind;
        this.who = who;
    }

    Optional<String> who() {
        return Optional.ofNullable(who);
    }

    Kind kind() {
        return kind;
    }
}
