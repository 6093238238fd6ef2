package dev.midwatch.cli.hermes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What became of each thing of the other agent. */
public final class Takeover {
    private final List<Item> items = new ArrayList<>();

    /** The three lists. */
    public enum Fate {
        TAKEN,
        CHANGED,
        LEFT
    }

    /**
     * One thing.
     *
     * @param what its file, and the key or the entry in it: {@code config.yaml: model.provider}
     * @param why  how it is different here, or why it stayed behind; may be empty
     */
    public record Item(Fate fate, String what, String why) {}

    /** In the order of the three lists. */
    public List<Item> items() {
        return Stream.of(Fate.values())
                .flatMap(fate -> items.stream().filter(item -> item.fate() == fate))
                .toList();
    }

    boolean isLeft(String what) {
        return items.stream()
                .anyMatch(item -> item.fate() == Fate.LEFT && item.what().equals(what));
    }

    void taken(String what) {
        taken(what, "");
    }

    void taken(String what, String why) {
        items.add(new Item(Fate.TAKEN, what, why));
    }

    void changed(String what, String why) {
        items.add(new Item(Fate.CHANGED, what, why));
    }

    void left(String what, String why) {
        items.add(new Item(Fate.LEFT, what, why));
    }
}
