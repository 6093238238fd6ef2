package dev.midwatch.dashboard.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.SaidSoFar;
import dev.midwatch.core.view.ToolStep;
import java.util.function.Consumer;

/**
 * An answer as its pieces come. A client cannot be told to forget: where the model was cut off and says it anew, a line in between says so,
 * and what is said before a tool stands before what is said after it.
 */
final class Pieces implements ChatListener {
    private static final String AGAIN = "\n\n*(cut off; once more from the beginning)*\n\n";
    private static final String PARAGRAPH = "\n\n";

    private final Completion completion;
    private final Consumer<String> to;
    private final SaidSoFar said = new SaidSoFar();
    private String between = "";

    Pieces(Completion completion, Consumer<String> to) {
        this.completion = completion;
        this.to = to;
        send(completion.first());
    }

    static String line(ToolStep step) {
        return step.words() + "\n";
    }

    @Override
    public synchronized void uses(ToolStep step) {
        beginAgain(PARAGRAPH);
        send(completion.activity(line(step)));
    }

    @Override
    public synchronized void says(String lines) {
        send(completion.text(between + lines));
        between = "";
        said.says(lines);
    }

    @Override
    public synchronized void startsOver() {
        beginAgain(AGAIN);
    }

    private void beginAgain(String how) {
        if (!said.isEmpty()) {
            between = how;
        }
        said.beginsAgain();
    }

    /** @throws ApiError if there is no answer */
    synchronized void end(ChatReply reply, boolean usage) {
        String missing = said.missing(AnswerText.of(reply));
        if (!missing.isEmpty()) {
            send(completion.text(between + missing));
        }
        send(completion.last());
        if (usage) {
            send(completion.usageAlone(reply));
        }
    }

    private void send(ObjectNode piece) {
        to.accept(piece.toString());
    }
}
