package dev.midwatch.core.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that are secret because of where they came from: the configuration, Secrets, variables with a telling name. Safe for many
 * threads. What the cluster holds was written by others, who must not choose what else cannot be read: what is shaped like evidence, and
 * the name of an object, are not learned from there.
 */
public final class KnownSecrets {
    /** Shorter ones are words; hiding those would hide everything. A secret of five characters is none. */
    static final int SHORTEST = 6;
    /** What is longer is known by pieces. */
    private static final int PIECE = 256;

    private static final int ROOM = 4 << 20;
    private static final int MOST_NAMES = 50_000;
    private static final int MOST_ORDINARY = 10_000;
    private static final int LONGEST = 16 << 10;

    private static final KnownSecrets OF_PROCESS = new KnownSecrets();

    private final PrefixIndex index = new PrefixIndex(SHORTEST);
    /** Names that were judged already: the same come with each object and each change. */
    private final Set<String> ordinary = ConcurrentHashMap.newKeySet();

    private final RememberedPieces pieces = new RememberedPieces(index, ROOM, MOST_NAMES);

    /** Those of this process: what one part of it has read must not leave through another. */
    public static KnownSecrets ofProcess() {
        return OF_PROCESS;
    }

    public void learn(Collection<String> values) {
        values.forEach(this::learn);
    }

    /** A value that stands in Midwatch's own configuration. */
    public void learn(String value) {
        String whole = value.strip();
        if (whole.length() >= SHORTEST && !SecretNames.trivial(whole)) {
            forms(RememberedPieces.OURS, whole);
        }
    }

    /** A line of {@code .env}: learned if the name speaks of a secret or the value looks like nothing else. */
    public void learnVariable(String name, String value) {
        if (SecretNames.secret(name) || SecretValue.opaque(value)) {
            learn(value);
        }
    }

    /** Whether what is called so is worth {@link #learnIfNamed}. */
    public static boolean tells(String name) {
        return SecretNames.secret(name);
    }

    /** A variable or a field of an object in the cluster: learned if the name speaks of a secret. */
    public void learnIfNamed(String name, String value) {
        learnIfNamed("", name, value);
    }

    /** @param namespace of the object */
    public void learnIfNamed(String namespace, String name, String value) {
        if (value.length() >= SHORTEST
                && SecretNames.secret(name)
                && (!SecretNames.ambiguous(name) || SecretValue.opaque(value))) {
            learnOfOthers(namespace, value);
        }
    }

    /** A value of a Secret. */
    public void learnValue(String key, String value) {
        learnValue("", key, value);
    }

    /**
     * @param namespace of the Secret
     * @param value     in base64 as the API server gives it, or plain as somebody applied it
     */
    public void learnValue(String namespace, String key, String value) {
        if (value.length() < SHORTEST || SecretNames.open(key) || SecretNames.trivial(value) || knows(value.strip())) {
            return;
        }
        Optional<String> decoded = decoded(value);
        learnOfOthers(namespace, decoded.orElse(value));
        if (decoded.isPresent() && !OrdinaryShape.is(value)) {
            add(source(namespace), bounded(value));
        }
    }

    /** The name, the namespace or a label of an object: it stays readable. */
    public void leaveReadable(String name) {
        if (name.length() < SHORTEST || ordinary.contains(name)) {
            return;
        }
        String small = SmallLetters.of(name);
        if (pieces.isOpen(small)) {
            return;
        }
        if (!OrdinaryShape.is(name)) {
            pieces.open(small);
        } else if (ordinary.size() < MOST_ORDINARY) {
            ordinary.add(name);
        }
    }

    /**
     * Finds every known value in the text; also inside one, where the next piece of a long one may begin.
     *
     * @param text in small letters
     */
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

    private void learnOfOthers(String namespace, String value) {
        String whole = value.strip();
        if (whole.length() < SHORTEST || SecretNames.trivial(whole) || OrdinaryShape.is(whole) || knows(whole)) {
            return;
        }
        forms(source(namespace), whole);
        PlainText.secretsIn(bounded(whole)).stream()
                .filter(part -> part.length() >= SHORTEST && part.length() < whole.length())
                .filter(part -> !SecretNames.trivial(part) && !OrdinaryShape.is(part))
                .forEach(part -> forms(source(namespace), part));
    }

    /** No namespace is called so; neither is ours. */
    private static String source(String namespace) {
        return "of " + namespace;
    }

    private void forms(String source, String value) {
        SecretForms.of(bounded(value)).forEach(form -> add(source, form));
    }

    private void add(String source, String form) {
        String small = SmallLetters.of(form);
        for (int from = 0; from < small.length(); from += PIECE) {
            int to = Math.min(small.length(), from + PIECE);
            // The last piece of a long value reaches back, so that it is never too short.
            String piece = small.substring(Math.max(0, to - from < PIECE ? to - PIECE : from), to);
            if (piece.length() >= SHORTEST) {
                pieces.add(source, piece);
            }
        }
    }

    private boolean knows(String value) {
        return pieces.has(SmallLetters.of(value.length() <= PIECE ? value : value.substring(0, PIECE)));
    }

    private static String bounded(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
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
}
