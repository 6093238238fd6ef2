package dev.midwatch.core.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that stand behind a telling name: in YAML, JSON, variables, query strings, headers, flags. */
final class KeyedSecrets {
    /** The end of a name and what may stand between it and its value. */
    private static final Pattern KEY = Pattern.compile(
            "(?:(?<strong>pass(?:word|wd|phrase)|pwd|secret[_-]?key|client[_-]?secret|api[_-]?key|access[_-]?key|account[_-]?key"
                    + "|private[_-]?key|signing[_-]?key|encryption[_-]?key)"
                    + "|(?<weak>secret|token|credentials?|\\bauth))(?:[_-]?(?:\\d{1,3}|old|new|prod|dev|base64|b64|value))?"
                    + "(?<sign>\\\\?[\"']?[ \\t]{0,20}(?:[:=]|%3[DA])[ \\t]{0,20}(?:\\R[ \\t]{0,40}(?=[\"']))?|(?<=-[a-z-]{2,20})[ \\t]{1,4}(?=\\S))",
            Pattern.CASE_INSENSITIVE);
    /** {@code name: DB_PASSWORD}, and on the next line or in the next member {@code value:}. */
    private static final Pattern VARIABLE = Pattern.compile(
            "\\bname\\\\?[\"']?:\\s{0,20}\\\\?[\"']?(?:[\\w.-]{0,80}(?:PASSWORD|PASSWD|PASS|TOKEN|SECRET|CREDENTIALS|_KEY|_DSN|DATABASE_URL))"
                    + "\\\\?[\"']?\\s{0,40},?\\s{0,40}\\\\?[\"']?value\\\\?[\"']?:[ \\t]{0,20}",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> WORDS =
            List.of("pass", "pwd", "secret", "token", "key", "auth", "credential", "_dsn", "database_url");

    private KeyedSecrets() {}

    /**
     * @param lower the text in lower case, for a first look that costs next to nothing
     * @param mark  what stands in the place of a secret that was hidden before
     */
    static void find(String text, String lower, String mark, Spans into) {
        if (WORDS.stream().anyMatch(lower::contains)) {
            find(KEY, text, mark, into);
            find(VARIABLE, text, mark, into);
        }
    }

    private static void find(Pattern pattern, String text, String mark, Spans into) {
        Matcher found = pattern.matcher(text);
        int from = 0;
        while (found.find(from)) {
            SecretValue value = SecretValue.at(text, found.end(), lineOfYaml(text, found.start(), found.end()));
            boolean hides = value.hides(pattern == VARIABLE || certain(text, found), mark);
            if (hides) {
                into.add(value.start(), value.end());
            }
            from = hides ? Math.max(value.end(), found.end()) : found.end();
        }
    }

    /** Whether the name alone says enough. A {@code secret: web-tls} names an object; a {@code secret=} or {@code DB_SECRET:} does not. */
    private static boolean certain(String text, Matcher found) {
        if (found.group("strong") != null) {
            return true;
        }
        String sign = found.group("sign");
        boolean quoted = sign.indexOf('"') >= 0 || sign.indexOf('\'') >= 0;
        String word = found.group("weak");
        boolean auth = word.equalsIgnoreCase("auth");
        boolean shouted = word.equals("TOKEN") || word.equals("SECRET");
        boolean partOfName = found.start() > 0 && "_-".indexOf(text.charAt(found.start() - 1)) >= 0;
        return auth
                ? quoted
                : shouted
                        || partOfName
                        || quoted && !word.equalsIgnoreCase("secret")
                        || sign.strip().startsWith("=");
    }

    /** Whether name and value are all there is on the line, so that the value ends with it. */
    private static boolean lineOfYaml(String text, int name, int value) {
        if (value < 2 || text.charAt(value - 1) != ' ' || text.charAt(text.lastIndexOf(':', value - 1) + 1) != ' ') {
            return false;
        }
        int at = name - 1;
        while (at >= 0
                && name - at < 80
                && (Character.isLetterOrDigit(text.charAt(at)) || "_-.".indexOf(text.charAt(at)) >= 0)) {
            at--;
        }
        int most = name - 160;
        while (at >= 0 && at > most && " \t-".indexOf(text.charAt(at)) >= 0) {
            at--;
        }
        return at < 0 || text.charAt(at) == '\n';
    }
}
