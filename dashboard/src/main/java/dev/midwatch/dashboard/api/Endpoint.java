package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Refusal;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers requests of one operation: understands them, does it once, and writes what came of it. */
final class Endpoint implements Handler {
    private final Operation operation;
    private final RequestReader reader;
    private final Repeats repeats;
    private final Set<String> types;

    Endpoint(Operation operation, Schemas schemas, Repeats repeats) {
        this.operation = operation;
        this.reader = new RequestReader(operation, schemas);
        this.repeats = repeats;
        this.types = operation.answers().values().stream()
                .flatMap(answer -> answer.content().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public void handle(Context ctx) {
        write(ctx, answer(ctx));
    }

    private Reply answer(Context ctx) {
        try {
            if (!Accepted.of(ctx.header("Accept")).any(types)) {
                throw new ProblemException(
                        406, "not-acceptable", "This answers with " + String.join(" or ", types) + ".", List.of());
            }
            Call call = reader.read(ctx);
            return operation.writes() ? repeats.once(call, () -> work(call)) : work(call);
        } catch (ProblemException problem) {
            return Problems.reply(problem, ctx.path());
        }
    }

    private Reply work(Call call) {
        try {
            return operation.work().answer(call);
        } catch (Refusal refusal) {
            return Problems.reply(ProblemException.of(refusal), call.context().path());
        } catch (ProblemException problem) {
            return Problems.reply(problem, call.context().path());
        }
    }

    static void write(Context ctx, Reply reply) {
        if (!reply.ours()) {
            return;
        }
        ctx.status(reply.status());
        reply.headers().forEach(ctx::header);
        if (!reply.type().isEmpty()) {
            ctx.contentType(reply.type()).result(reply.content());
        }
    }
}
