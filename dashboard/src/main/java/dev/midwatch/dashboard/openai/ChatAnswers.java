package dev.midwatch.dashboard.openai;

import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Chat;
import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.Said;
import dev.midwatch.core.view.ToolStep;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Has a request answered, at once or piece by piece. The session goes by header, as the client libraries can send and read any. */
final class ChatAnswers {
    private static final String SESSION = "X-Midwatch-Session";
    private static final String OTHER_NAME = "X-Hermes-Session-Id";

    private final Chat chat;
    private final ChatWorkers workers;
    private final EventStream.Bounds bounds;
    private final Duration pulse;
    private final Clock clock;

    ChatAnswers(Chat chat, ChatWorkers workers, EventStream.Bounds bounds, Duration pulse, Clock clock) {
        this.chat = chat;
        this.workers = workers;
        this.bounds = bounds;
        this.pulse = pulse;
        this.clock = clock;
    }

    void answer(Context ctx, ChatRequest request) throws InterruptedException {
        Said said = said(ctx, request.messages());
        if (request.stream()) {
            stream(ctx, said, request.includeUsage());
        } else {
            whole(ctx, said);
        }
    }

    private static Said said(Context ctx, ChatMessages messages) {
        Visitor visitor = Visitor.of(ctx);
        Actor actor = new Actor("api:" + visitor.who(), visitor.level());
        Optional<String> session = Stream.of(SESSION, OTHER_NAME)
                .flatMap(name -> Stream.ofNullable(ctx.header(name)))
                .filter(id -> !id.isBlank())
                .findFirst();
        return session.isPresent()
                ? Said.of(session, messages.text(), actor)
                : new Said(session, messages.earlier(), messages.withInstructions(), actor);
    }

    private void whole(Context ctx, Said said) throws InterruptedException {
        Completion completion = Completion.begin(clock.instant());
        List<String> activity = new CopyOnWriteArrayList<>();
        ChatListener noting = new ChatListener() {
            @Override
            public void uses(ToolStep step) {
                activity.add(Pieces.line(step));
            }
        };
        Answering answering = Answering.begin(chat, said, noting, workers);
        ctx.header(SESSION, answering.session());
        ctx.future(() -> answering.reply().handle((reply, failed) -> {
            try {
                String text = AnswerText.of(orThrow(reply, failed));
                ctx.contentType("application/json");
                ctx.result(
                        completion.whole(String.join("", activity), text, reply).toString());
            } catch (ApiError none) {
                none.answer(ctx);
            }
            return null;
        }));
    }

    private void stream(Context ctx, Said said, boolean usage) throws InterruptedException {
        Completion completion = Completion.begin(clock.instant());
        AtomicReference<Answering> working = new AtomicReference<>();
        EventStream events = new EventStream(
                bounds, () -> Optional.ofNullable(working.get()).ifPresent(Answering::stop), () -> cut(ctx));
        Pieces pieces = new Pieces(completion, events::send);
        Answering answering = Answering.begin(chat, said, pieces, workers);
        working.set(answering);
        ctx.header(SESSION, answering.session());
        ctx.contentType("text/event-stream");
        ctx.header("X-Accel-Buffering", "no");
        ctx.future(() -> opened(ctx, events));
        answering.reply().whenComplete((reply, failed) -> {
            finish(events, pieces, usage, reply, failed);
            events.end();
        });
    }

    private CompletableFuture<Void> opened(Context ctx, EventStream events) {
        Future<?> beat = workers.every(pulse, events::stillHere);
        try {
            return events.open(ctx.res().getOutputStream()).whenComplete((done, failed) -> beat.cancel(false));
        } catch (IOException left) {
            beat.cancel(false);
            throw new UncheckedIOException(left);
        }
    }

    private static void finish(EventStream events, Pieces pieces, boolean usage, ChatReply reply, Throwable failed) {
        try {
            pieces.end(orThrow(reply, failed), usage);
        } catch (ApiError none) {
            events.send(none.json().toString());
        }
        events.send("[DONE]");
    }

    private static ChatReply orThrow(ChatReply reply, Throwable failed) {
        if (failed != null) {
            throw Answering.error(failed);
        }
        return reply;
    }

    /** A client that takes nothing is not told so. */
    private static void cut(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
