package dev.midwatch.core.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which names are given to secrets, and which values are none whatever they are called. */
final class SecretNames {
    private static final List<String> ENDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "secretkey",
            "token",
            "apikey",
            "accesskey",
            "accountkey",
            "privatekey",
            "signingkey",
            "encryptionkey",
            "masterkey",
            "credential",
            "credentials",
            "webhookurl",
            "dsn",
            "databaseurl",
            "connectionstring");

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
    private static final Map<String, Boolean> SEEN = new ConcurrentHashMap<>();

    private static final int MOST_SEEN = 4_096;

    /** Of a member of an object or a variable: {@code DB_PASSWORD}, {@code apiKey}. */
    static boolean secret(String name) {
        if (name.length() < 3 || name.length() > 200) {
            return false;
        }
        Boolean seen = SEEN.get(name);
        if (seen == null) {
            seen = judge(name);
            if (SEEN.size() < MOST_SEEN) {
                SEEN.put(name, seen);
            }
        }
        return seen;
    }

    /** Whether it may as well be the name of an object: {@code existingSecret: db}. */
    static boolean ambiguous(String name) {
        String plain = plain(name);
        return !name.equals(name.toUpperCase(Locale.ROOT))
                && (plain.endsWith("secret") || plain.endsWith("credentials") || plain.endsWith("credential"));
    }

    private static boolean judge(String name) {
        String plain = plain(name);
        for (String end : ENDS) {
            if (plain.endsWith(end)) {
                return true;
            }
        }
        return name.endsWith("_KEY") || name.endsWith("_PASS");
    }

    /** Of a key of a Secret, where everything else is to be hidden. */
    static boolean open(String key) {
        return PUBLIC.contains(key.toLowerCase(Locale.ROOT));
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
