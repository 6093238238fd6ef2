package dev.midwatch.skills.k8s.kubectl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The flags of kubectl that this tool knows. */
enum Flag {
    NAMESPACE('n', true),
    ALL_NAMESPACES('A', false),
    OUTPUT('o', true),
    SELECTOR('l', true),
    FIELD_SELECTOR(true),
    SORT_BY(true),
    SHOW_LABELS(false),
    LABEL_COLUMNS('L', true),
    NO_HEADERS(false),
    IGNORE_NOT_FOUND(false),
    CHUNK_SIZE(true),
    CONTAINER('c', true),
    PREVIOUS('p', false),
    TAIL(true),
    SINCE(true),
    TIMESTAMPS(false),
    ALL_CONTAINERS(false),
    PREFIX(false),
    CONTAINERS(false),
    FOR(true),
    TYPES(true),
    REVISION(true),
    SHOW_EVENTS(false),
    RECURSIVE(false),
    API_GROUP(true),
    NAMESPACED(false),
    SUBRESOURCE(true),
    WATCH('w', false),
    FOLLOW('f', false),
    TIMEOUT(true),
    REQUEST_TIMEOUT(true);

    private final char letter;
    private final boolean takesValue;

    Flag(boolean takesValue) {
        this((char) 0, takesValue);
    }

    Flag(char letter, boolean takesValue) {
        this.letter = letter;
        this.takesValue = takesValue;
    }

    boolean takesValue() {
        return takesValue;
    }

    static Optional<Flag> named(String name) {
        return Arrays.stream(values())
                .filter(flag -> flag.longName().equals(name))
                .findFirst();
    }

    static Optional<Flag> lettered(char letter) {
        return Arrays.stream(values()).filter(flag -> flag.letter == letter).findFirst();
    }

    private String longName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code -n}, or {@code --tail} for one without a letter. */
    @Override
    public String toString() {
        return letter == 0 ? "--" + longName() : "-" + letter;
    }
}
