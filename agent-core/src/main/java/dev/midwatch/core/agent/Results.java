package dev.midwatch.core.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What tools answered in one run, redacted and whole, so that what was left out of it can be read. The oldest make room. */
final class Results {
    private static final int MOST_CHARACTERS = 2_000_000;

    private final Map<String, String> kept = new LinkedHashMap<>();
    private int characters;
    private int number;

    /** @return how the model names it */
    synchronized String keep(String text) {
        String id = "r" + ++number;
        kept.put(id, text);
        characters += text.length();
        var oldest = kept.values().iterator();
        while (characters > MOST_CHARACTERS && kept.size() > 1) {
            characters -= oldest.next().length();
            oldest.remove();
        }
        return id;
    }

    synchronized Optional<String> find(String id) {
        return Optional.ofNullable(kept.get(id));
    }
}
