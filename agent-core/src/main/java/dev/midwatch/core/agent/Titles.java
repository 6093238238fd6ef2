package dev.midwatch.core.agent;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelException;
import dev.midwatch.core.tool.Cap;
import dev.midwatch.core.tool.Fence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names a conversation once its first question has been answered: by the model that is named for it, behind the answer's back so that nobody
 * waits, and otherwise by its first words.
 */
final class Titles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Titles.class);
    private static final String TASK =
            "Name the conversation: what it is about, in at most six words, without quotes. " + Fence.RULE;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST = 80;
    private static final Cap EXCERPT = new Cap(800, "left out");
    /** Where more wait, first words will do. */
    private static final int MOST_WAITING = 16;

    private final Optional<ModelClient> model;
    private final Budget budget;
    private final BiConsumer<String, String> keep;
    private final InstantSource clock;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Titles::thread, (work, full) -> {});

    /** @param keep takes a session and its title */
    Titles(Optional<ModelClient> model, Budget budget, BiConsumer<String, String> keep, InstantSource clock) {
        this.model = model;
        this.budget = budget;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * @param question without secrets
     * @param answer   to it
     */
    void name(String session, RunRequest request, String question, String answer) {
        SideModel side = new SideModel(model, budget, request.job(), request.run());
        if (!side.isPresent() || worker.getQueue().remainingCapacity() == 0) {
            keep.accept(session, question);
            return;
        }
        worker.execute(() -> keep.accept(session, asked(side, question, answer).orElse(question)));
    }

    private Optional<String> asked(SideModel side, String question, String answer) {
        String text = EXCERPT.apply(question) + "\n\n" + EXCERPT.apply(answer);
        ChatRequest request = ChatRequest.builder()
                .messages(SystemMessage.from(TASK), UserMessage.from(Fence.around("conversation", text)))
                .build();
        try {
            return side.ask(request, Deadline.in(PATIENCE, clock))
                    .map(title -> title.replaceAll("[\"“”*#`]", "").strip())
                    .filter(line -> !line.isEmpty() && line.length() <= LONGEST && !line.contains("\n"));
        } catch (ModelException failed) {
            LOG.info("the model for auxiliary.title_generation gave no title: {}", failed.getMessage());
            return Optional.empty();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "titles");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        worker.shutdownNow();
        model.ifPresent(ModelClient::close);
    }
}
