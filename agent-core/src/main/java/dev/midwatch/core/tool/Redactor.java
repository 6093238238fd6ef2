package dev.midwatch.core.tool;

import dev.midwatch.core.text.KnownSecrets;
import dev.midwatch.core.text.PlainText;
import java.util.Collection;

/**
 * Takes secrets out of text on its way to the model or to people, and makes visible what hides in it: what is known to be secret, and what
 * looks like it. A name that merely speaks of secrets ({@code secretName: web-tls}) is left alone, because it is evidence.
 */
public final class Redactor {
    private final PlainText plain;

    private Redactor(PlainText plain) {
        this.plain = plain;
    }

    /** Hides what looks secret, and these values wherever they stand: the API keys and tokens of the configuration. */
    public static Redactor knowing(Collection<String> secrets) {
        KnownSecrets known = new KnownSecrets();
        known.learn(secrets);
        return new Redactor(new PlainText(known));
    }

    /** Also hides every value that passed through this process, and will. */
    public static Redactor ofProcess() {
        return new Redactor(PlainText.ofProcess());
    }

    public String redact(String text) {
        return plain.of(text);
    }
}
