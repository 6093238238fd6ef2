package dev.midwatch.core.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which names are given to secrets, and which values are none whatever they are called. */
final class SecretNames {
    /** What a name says of the value behind it. */
    enum Tells {
        NOTHING,
        /** A secret, whatever it looks like. */
        PASSWORD,
        /** {@code pass}: may as well be a count of tests. */
        PASS,
        TOKEN,
        /** May as well be the name of an object: {@code existingSecret: db}. */
        SECRET,
        /** {@code sort_key}, {@code auth}: a secret if it looks like one. */
        KEY,
        /** Of a database: what is secret in it has a look of its own, as long as it is a URL. */
        ADDRESS
    }

    private static final List<String> PASSWORDS = List.of(
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "pwd",
            "secretkey",
            "secretkeys",
            "secretkeybase",
            "secretaccesskey",
            "clientsecret",
            "apikey",
            "apikeys",
            "accesskey",
            "accesskeys",
            "accountkey",
            "privatekey",
            "signingkey",
            "encryptionkey",
            "masterkey",
            "basicauth",
            "webhookurl");
    private static final List<String> ADDRESSES = List.of("dsn", "databaseurl", "connectionstring");

    /** A name without one of these tells nothing: a first look that costs next to nothing. */
    static final List<String> WORDS = List.of(
            "pass",
            "pwd",
            "pw",
            "secret",
            "token",
            "key",
            "auth",
            "credential",
            "dsn",
            "databaseurl",
            "database_url",
            "connection",
            "webhook");

    /** {@code public_key} and the like are known to everybody. */
    private static final Set<String> OPEN_KEYS = Set.of(
            "public",
            "primary",
            "foreign",
            "partition",
            "sort",
            "routing",
            "cache",
            "object",
            "group",
            "topology",
            "label",
            "map",
            "hot");

    /** {@code DB_PASSWORD_OLD}, {@code password2}. */
    private static final Pattern VARIANT =
            Pattern.compile("[_.-]?(?:\\d{1,3}|old|new|prod|dev|base64|b64|value)$", Pattern.CASE_INSENSITIVE);

    private static final Pattern LAST_WORD = Pattern.compile("(?:[A-Z]?[a-z]+|[A-Z]+)$");

    /** Keys of Secrets under which what anybody may know is kept beside the secret. */
    private static final Set<String> PUBLIC = Set.of(
            "username",
            "user",
            "host",
            "hostname",
            "port",
            "database",
            "dbname",
            "namespace",
            "ca.crt",
            "tls.crt",
            "region",
            "endpoint",
            "server",
            "type",
            "name",
            "email",
            "service",
            "provider");

    private static final Set<String> TRIVIAL = Set.of(
            "true",
            "false",
            "null",
            "none",
            "default",
            "enabled",
            "disabled",
            "password",
            "secret",
            "token",
            "admin",
            "administrator",
            "username",
            "postgres",
            "postgresql",
            "mysql",
            "mongodb",
            "redis",
            "rabbitmq",
            "localhost",
            "production",
            "staging",
            "development",
            "kubernetes",
            "system",
            "service",
            "master",
            "cluster",
            "opaque",
            "example",
            "changeme",
            "-----begin",
            "https",
            "normal",
            "warning",
            "running",
            "127.0.0.1",
            "0.0.0.0");

    private SecretNames() {}

    /** What was found out; the same names come again and again. */
    private static final Map<String, Tells> SEEN = new ConcurrentHashMap<>();

    private static final int MOST_SEEN = 4_096;

    /** Of a member of an object or a variable: {@code DB_PASSWORD}, {@code apiKey}. */
    static boolean secret(String name) {
        return tells(name) != Tells.NOTHING;
    }

    /** Whether the value must look like a secret as well. */
    static boolean ambiguous(String name) {
        Tells tells = tells(name);
        return !shouted(name) && (tells == Tells.SECRET || tells == Tells.KEY);
    }

    static boolean shouted(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }

    static Tells tells(String name) {
        if (name.length() < 2 || name.length() > 200) {
            return Tells.NOTHING;
        }
        Tells seen = SEEN.get(name);
        if (seen == null) {
            seen = judge(VARIANT.matcher(name).replaceFirst(""));
            if (SEEN.size() < MOST_SEEN) {
                SEEN.put(name, seen);
            }
        }
        return seen;
    }

    private static Tells judge(String name) {
        String plain = plain(name);
        if (PASSWORDS.stream().anyMatch(plain::endsWith)) {
            return Tells.PASSWORD;
        }
        if (ADDRESSES.stream().anyMatch(plain::endsWith)) {
            return Tells.ADDRESS;
        }
        Matcher last = LAST_WORD.matcher(name);
        if (!last.find()) {
            return Tells.NOTHING;
        }
        return switch (plain(last.group())) {
            case "pass", "pw" -> Tells.PASS;
            case "token", "tokens" -> Tells.TOKEN;
            case "secret", "secrets", "credential", "credentials" -> Tells.SECRET;
            case "auth", "authorization" -> Tells.KEY;
            case "key", "keys" -> key(name.substring(0, last.start()));
            default -> plain.endsWith("token") ? Tells.TOKEN : plain.endsWith("secret") ? Tells.SECRET : Tells.NOTHING;
        };
    }

    /** A {@code key} alone is that of a map. */
    private static Tells key(String before) {
        Matcher word = LAST_WORD.matcher(before.replaceFirst("[_.-]+$", ""));
        return word.find() && !OPEN_KEYS.contains(plain(word.group())) ? Tells.KEY : Tells.NOTHING;
    }

    /** Of a key of a Secret, where everything else is to be hidden. */
    static boolean open(String key) {
        String small = key.toLowerCase(Locale.ROOT);
        // DB_HOST and smtp-user are as open as host and user.
        String last = small.substring(Math.max(small.lastIndexOf('_'), small.lastIndexOf('-')) + 1);
        return PUBLIC.contains(small) || PUBLIC.contains(last);
    }

    /** Whether hiding this value everywhere would take ordinary words, numbers and addresses out of all text. */
    static boolean trivial(String value) {
        return TRIVIAL.contains(value.toLowerCase(Locale.ROOT))
                || value.length() < 8 && value.chars().allMatch(Character::isLetter)
                || value.length() < 10 && value.chars().allMatch(c -> Character.isDigit(c) || c == '.')
                || value.chars().distinct().count() < 3;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                plain.append((char) (c + 32));
            } else if (c >= 'a' && c <= 'z') {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
