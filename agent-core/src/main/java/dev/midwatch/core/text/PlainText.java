package dev.midwatch.core.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Text as it may leave: nothing hidden in it, and no secret. */
public final class PlainText {
    /** In the place of a secret. */
    public static final String HIDDEN = "[redacted]";
    /** Base64 of base64 of base64 is nobody's accident, and would cost time. */
    private static final int LAYERS = 2;

    private static final PlainText OF_PROCESS = new PlainText(KnownSecrets.ofProcess());

    private final KnownSecrets known;

    public PlainText(KnownSecrets known) {
        this.known = known;
    }

    /** Knows every secret that passed through this process. */
    public static PlainText ofProcess() {
        return OF_PROCESS;
    }

    public String of(String text) {
        return withoutSecrets(VisibleText.of(text), LAYERS);
    }

    /** The same with every text in it, however deep, and with what is a secret for the name it stands under. */
    public Map<String, Object> of(Map<String, ?> values) {
        PlainTree tree = new PlainTree(this);
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> plain.put(key, tree.of(key, value)));
        return plain;
    }

    /** Where the secrets of a text stand, in order; for whoever puts something else in their place. What hides in it is left as it is. */
    public List<Span> secretsAt(String text) {
        return secretsAt(text, LAYERS).inOrder();
    }

    private String withoutSecrets(String text, int layers) {
        return secretsAt(text, layers).hiddenIn(text, HIDDEN);
    }

    private Spans secretsAt(String text, int layers) {
        SmallLetters small = SmallLetters.in(text);
        Spans spans = new Spans();
        known.find(small.text(), spans);
        byLooks(text, small, spans);
        if (layers > 0) {
            EncodedText.find(
                    text, decoded -> !withoutSecrets(decoded, layers - 1).equals(decoded), spans);
        }
        return spans;
    }

    /** The parts that can be told for secrets without knowing any, as they stand in the text. */
    static List<String> secretsIn(String text) {
        Spans spans = new Spans();
        byLooks(text, SmallLetters.in(text), spans);
        return spans.partsOf(text);
    }

    private static void byLooks(String text, SmallLetters small, Spans into) {
        SecretLooks.find(text, small, into);
        PrivateKeys.find(text, into);
        KeyedSecrets.find(text, small, HIDDEN, into);
    }
}
