package dev.midwatch.dashboard.pages;

import dev.midwatch.core.text.VisibleText;
import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.ToolStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A turn that is being worked on, and those who watch it. */
final class Going {
    private final String who;
    private final String text;
    private final List<String> steps = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private boolean stopping;
    private boolean toBeDrawn;
    /** The session's id, or why the turn never began. */
    final CompletableFuture<String> begun = new CompletableFuture<>();
    /** Ends also if it never began. */
    final CompletableFuture<ChatReply> done = new CompletableFuture<>();

    final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

    /** How many turns the session had before this one. */
    private long before;

    Going(String who, String text) {
        this.who = who;
        this.text = text;
    }

    synchronized void begin(long turns) {
        before = turns;
    }

    synchronized long before() {
        return before;
    }

    String text() {
        return text;
    }

    boolean isOf(String somebody) {
        return who.equals(somebody);
    }

    synchronized void step(ToolStep step) {
        steps.add(VisibleText.of(step.words()));
        said.setLength(0);
    }

    synchronized void says(String lines) {
        said.append(lines);
    }

    synchronized void startsOver() {
        said.setLength(0);
    }

    /** Whether a drawing is to be ordered: none is on its way that would show it. */
    synchronized boolean mayBeDrawn() {
        boolean first = !toBeDrawn;
        toBeDrawn = true;
        return first;
    }

    /** What comes from now on is for the next drawing. */
    synchronized void isDrawn() {
        toBeDrawn = false;
    }

    synchronized void stopping() {
        stopping = true;
    }

    synchronized Activity activity() {
        return new Activity(
                steps,
                Optional.of(said.toString()).filter(text -> !text.isBlank()).map(Markdown::of),
                stopping);
    }

    Optional<String> session() {
        return begun.isDone() && !begun.isCompletedExceptionally() ? Optional.of(begun.join()) : Optional.empty();
    }
}
