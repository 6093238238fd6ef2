package dev.midwatch.dashboard.openai;

import dev.midwatch.core.view.Chat;
import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.Said;
import dev.midwatch.core.view.ToolStep;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that is worked on by a thread that no client can hold. */
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final int SECONDS_TO_BEGIN = 20;

    private final Chat chat;
    private final CompletableFuture<String> session = new CompletableFuture<>();
    private final CompletableFuture<ChatReply> reply = new CompletableFuture<>();

    private Answering(Chat chat) {
        this.chat = chat;
    }

    /** @throws ApiError if there is no thread left */
    static Answering begin(Chat chat, Said said, ChatListener progress, Executor threads) {
        Answering answering = new Answering(chat);
        try {
            threads.execute(() -> answering.work(said, progress));
        } catch (RejectedExecutionException full) {
            throw ApiError.busy("too many answers are being worked on; ask again later");
        }
        return answering;
    }

    private void work(Said said, ChatListener progress) {
        try {
            ChatReply done = chat.say(said, new Beginning(progress));
            reply.complete(done);
        } catch (Refusal refusal) {
            fail(ApiError.of(refusal));
        } catch (RuntimeException | Error broken) {
            LOG.error("An answer failed", broken);
            fail(ApiError.broken());
        }
    }

    /** Takes the session's id, and hands on the rest. */
    private final class Beginning implements ChatListener {
        private final ChatListener progress;

        Beginning(ChatListener progress) {
            this.progress = progress;
        }

        @Override
        public void begins(String id) {
            session.complete(id);
        }

        @Override
        public void uses(ToolStep step) {
            progress.uses(step);
        }

        @Override
        public void says(String lines) {
            progress.says(lines);
        }

        @Override
        public void startsOver() {
            progress.startsOver();
        }
    }

    private void fail(ApiError error) {
        session.completeExceptionally(error);
        reply.completeExceptionally(error);
    }

    /**
     * The session's id, as soon as it is known, which is before the model is asked.
     *
     * @throws ApiError if it does not come to that
     */
    String session() throws InterruptedException {
        try {
            return session.get(SECONDS_TO_BEGIN, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw error(failed.getCause());
        } catch (TimeoutException late) {
            stop();
            throw ApiError.busy("the store does not answer in time; ask again later");
        }
    }

    /** Ends with an {@link ApiError} if not with a reply. */
    CompletableFuture<ChatReply> reply() {
        return reply;
    }

    /** Nobody wants it any more. */
    void stop() {
        if (!reply.isDone()) {
            session.thenAccept(chat::stop);
        }
    }

    /** What a stage of {@link #reply} failed with. */
    static ApiError error(Throwable failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        if (cause instanceof ApiError error) {
            return error;
        }
        LOG.error("An answer failed", failed);
        return ApiError.broken();
    }
}
