package dev.midwatch.core.tool;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text on its way to the model or to people: what is known to be secret, and what looks like it. A name that
 * merely speaks of secrets ({@code secretName: web-tls}) is left alone, because it is evidence.
 */
public final class Redactor {
    private static final String HIDDEN = "[redacted]";
    private static final String SECRET_WORD =
            "(?:password|passwd|passphrase|secret[_-]?key|client[_-]?secret|api[_-]?key|access[_-]?key|private[_-]?key)";
    /** A value, quoted or bare; not what kubectl describe says of a reference. */
    private static final String VALUE = "(?!<set to)(?:\"[^\"\\n]+\"|'[^'\\n]+'|[^\\s\"',;&}]+)";

    /**
     * Group 1 stays, the rest goes. None of them may look far ahead from every character: results are long, and a log line can be
     * one word of a megabyte.
     */
    private static final List<Pattern> LOOKS = List.of(
            pattern(
                    "()-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE)-----.*?(?:-----END [A-Z ]+-----|\\z)",
                    Pattern.DOTALL),
            pattern("(authorization\"?\\s*[:=]\\s*\"?(?:bearer|basic|token)\\s+)[^\\s\"',]+", 0),
            pattern("(\\bbearer\\s+)[A-Za-z0-9._~+/=-]{12,}", 0),
            pattern("()\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]*", 0),
            pattern(
                    "()\\b(?:sk-[A-Za-z0-9_-]{12,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}"
                            + "|glpat-[A-Za-z0-9_-]{16,}|xox[abprs]-[A-Za-z0-9-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}\\b)",
                    0),
            pattern("(://[^\\s:/@]{0,100}:)[^\\s/@]++(?=@)", 0),
            pattern(
                    "(\\bname:\\s*\"?\\w{0,100}(?:PASSWORD|PASSWD|TOKEN|SECRET|_KEY)\"?\\s*\\n\\s*value:\\s*)" + VALUE,
                    0),
            pattern("(" + SECRET_WORD + "\"?\\s*[:=]\\s*)" + VALUE, 0),
            Pattern.compile("((?<![a-z])(?:TOKEN|SECRET|PASS|CREDENTIALS)\\s*[:=]\\s*)" + VALUE),
            pattern("((?:token|secret|pwd)=)" + VALUE, 0));

    private final List<String> known;

    private Redactor(Collection<String> known) {
        this.known = known.stream().filter(secret -> secret.length() >= 6).toList();
    }

    /** Knows no secret by value. */
    public static Redactor byLooks() {
        return new Redactor(List.of());
    }

    /** Also hides these values wherever they stand: the API keys and tokens of the configuration. */
    public static Redactor knowing(Collection<String> secrets) {
        return new Redactor(secrets);
    }

    public String redact(String text) {
        String clean = text;
        for (String secret : known) {
            clean = clean.replace(secret, HIDDEN);
        }
        for (Pattern look : LOOKS) {
            clean = look.matcher(clean).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + HIDDEN));
        }
        return clean;
    }

    private static Pattern pattern(String regex, int flags) {
        return Pattern.compile(regex, flags | Pattern.CASE_INSENSITIVE);
    }
}
