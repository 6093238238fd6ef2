package dev.midwatch.cli.chat;

import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.SaidSoFar;
import dev.midwatch.core.view.ToolStep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Shows a turn while it goes on: the tools as they are used, and the answer block by block. */
final class TurnView implements ChatListener {
    private static final Optional<String> STOPPED = Optional.of("interrupted");

    private final Screen screen;
    private final Consumer<String> begun;
    private final LongSupplier nanos;
    private final long start;
    private final Blocks blocks = new Blocks();
    private final SaidSoFar said = new SaidSoFar();
    private final Map<ToolStep, Deque<Long>> using = new HashMap<>();
    private boolean answering;

    /**
     * @param begun hears the session's id
     * @param nanos tells the time that passes
     */
    TurnView(Screen screen, Consumer<String> begun, LongSupplier nanos) {
        this.screen = screen;
        this.begun = begun;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    @Override
    public void begins(String session) {
        begun.accept(session);
    }

    @Override
    public synchronized void uses(ToolStep step) {
        endText();
        using.computeIfAbsent(step, first -> new ArrayDeque<>()).add(nanos.getAsLong());
        screen.aside("· looking: " + step.words());
    }

    @Override
    public synchronized void used(ToolStep step, boolean failed) {
        Deque<Long> since = using.getOrDefault(step, new ArrayDeque<>());
        String took = since.isEmpty() ? "" : ", " + seconds(since.remove());
        screen.aside((failed ? "✗ failed: " : "✓ ") + step.words() + took);
    }

    @Override
    public synchronized void says(String lines) {
        said.says(lines);
        show(blocks.add(lines));
    }

    @Override
    public synchronized void startsOver() {
        if (answering) {
            screen.aside("(the model was cut off; once more from the beginning)");
        }
        blocks.forget();
        said.beginsAgain();
        answering = false;
    }

    /** Says what is still to be said. */
    synchronized void ends(ChatReply reply) {
        reply.text().ifPresent(answer -> says(said.missing(answer)));
        endText();
        reply.stopped()
                .ifPresent(why -> screen.trouble(reply.reason().equals(STOPPED) ? "Stopped." : "No answer: " + why));
        screen.aside("%s · %,d tokens in, %,d out · %d tool calls"
                .formatted(seconds(start), reply.tokensIn(), reply.tokensOut(), reply.toolCalls()));
    }

    /** It came to nothing. */
    synchronized void fails(String why) {
        endText();
        screen.trouble(why);
    }

    private void endText() {
        show(blocks.end());
        said.beginsAgain();
        answering = false;
    }

    private void show(List<Blocks.Block> whole) {
        for (Blocks.Block block : whole) {
            if (block.gap() || !answering) {
                screen.gap();
            }
            screen.markdown(block.markdown());
            answering = true;
        }
    }

    private String seconds(long since) {
        return "%.1f s".formatted((nanos.getAsLong() - since) / 1e9);
    }
}
