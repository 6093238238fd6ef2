package dev.midwatch.core.text;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The values that are secret because of where they came from: the configuration, Secrets, variables with a telling name. Safe for many
 * threads. Where more are learned than there is room for, the oldest are forgotten.
 */
public final class KnownSecrets {
    /** Shorter ones are words; hiding those would hide everything. A secret of five characters is none. */
    static final int SHORTEST = 6;
    /** A line of a key or of a file in a Secret that stands alone in a log. */
    private static final int SHORTEST_LINE = 16;
    /** What is longer is known by pieces. */
    private static final int PIECE = 256;

    private static final int MOST_CHARACTERS = 4 << 20;
    private static final int LONGEST = 16 << 10;
    private static final int LONGEST_IN_EVERY_FORM = 1 << 10;

    private static final KnownSecrets OF_PROCESS = new KnownSecrets();

    private final PrefixIndex index = new PrefixIndex(SHORTEST);
    private final Deque<String> oldestFirst = new ArrayDeque<>();
    private final Set<String> all = new HashSet<>();
    private int characters;

    /** Those of this process: what one part of it has read must not leave through another. */
    public static KnownSecrets ofProcess() {
        return OF_PROCESS;
    }

    public void learn(Collection<String> values) {
        values.forEach(this::learn);
    }

    /** A value that stands in the configuration, or under a telling name. */
    public void learn(String value) {
        learnForms(value);
    }

    /** A variable or a field: learned if the name speaks of a secret. */
    public void learnIfNamed(String name, String value) {
        if (value.length() >= SHORTEST && SecretNames.secret(name) && (!SecretNames.ambiguous(name) || opaque(value))) {
            learnForms(value);
        }
    }

    /** A line of {@code .env}: learned if the name speaks of a secret or the value looks like nothing else. */
    public void learnVariable(String name, String value) {
        if (SecretNames.secret(name) || opaque(value)) {
            learnForms(value);
        }
    }

    /** A value of a Secret, in base64 as the API server gives it, or plain as somebody applied it. */
    public void learnValue(String key, String value) {
        if (value.length() < SHORTEST || SecretNames.open(key) || SecretNames.trivial(value) || knows(value)) {
            return;
        }
        Optional<String> decoded = decoded(value);
        if (decoded.isEmpty()) {
            learnForms(value);
        } else {
            learnForms(decoded.get());
            add(value.length() > LONGEST ? value.substring(0, LONGEST) : value);
        }
    }

    /** Finds every known value in the text; also inside one, where the next piece of a long one may begin. */
    void find(String text, Spans into) {
        int last = text.length() - SHORTEST;
        if (last < 0 || index.isEmpty()) {
            return;
        }
        int hash = index.first(text);
        for (int at = 0; at <= last; at++) {
            into.add(at, index.end(text, at, hash));
            if (at < last) {
                hash = index.next(hash, text, at);
            }
        }
    }

    private void learnForms(String value) {
        String whole = value.strip();
        if (whole.length() < SHORTEST || SecretNames.trivial(whole)) {
            return;
        }
        Set<String> forms = new LinkedHashSet<>();
        String bounded = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        forms.add(bounded);
        if (bounded.length() <= LONGEST_IN_EVERY_FORM) {
            encoded(bounded, forms);
        }
        if (bounded.indexOf('\n') >= 0) {
            bounded.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
                    .forEach(forms::add);
        }
        forms.forEach(this::add);
    }

    /** As JSON, also within JSON, as YAML between quotes, as part of an address, as a header: base64 of longer ones is found by decoding it. */
    private static void encoded(String value, Set<String> forms) {
        String inJson = escaped(value);
        forms.add(inJson);
        forms.add(escaped(inJson));
        forms.add(escapedForHtml(inJson));
        forms.add(value.replace("'", "''"));
        String inAddress = URLEncoder.encode(value, StandardCharsets.UTF_8);
        forms.add(inAddress);
        forms.add(inAddress.replace("+", "%20"));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private void add(String form) {
        for (int from = 0; from < form.length(); from += PIECE) {
            int to = Math.min(form.length(), from + PIECE);
            // The last piece of a long value reaches back, so that it is never too short.
            remember(form.substring(Math.max(0, to - from < PIECE ? to - PIECE : from), to));
        }
    }

    private void remember(String piece) {
        synchronized (all) {
            if (piece.length() < SHORTEST || !all.add(piece)) {
                return;
            }
            oldestFirst.add(piece);
            index.add(piece);
            characters += piece.length();
            while (characters > MOST_CHARACTERS) {
                String oldest = oldestFirst.remove();
                all.remove(oldest);
                index.remove(oldest);
                characters -= oldest.length();
            }
        }
    }

    private boolean knows(String value) {
        String beginning = value.length() <= PIECE ? value : value.substring(0, PIECE);
        synchronized (all) {
            return all.contains(beginning);
        }
    }

    private static boolean opaque(String value) {
        return new SecretValue(0, value.length(), value, true).opaque();
    }

    /** The text that is encoded, none for bytes that are no text; empty for what is not encoded at all. */
    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        } catch (CharacterCodingException noText) {
            return Optional.of("");
        }
    }

    /** As the API server's own language writes JSON. */
    private static String escapedForHtml(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    /** As it stands inside a JSON string. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }
}
