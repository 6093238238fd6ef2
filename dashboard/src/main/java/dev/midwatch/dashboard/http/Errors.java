package dev.midwatch.dashboard.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what handlers threw: what they meant as an answer in their words, anything else with an id under which the log has it. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Answers answers;

    Errors(Answers answers) {
        this.answers = answers;
    }

    void install(JavalinConfig config) {
        config.routes.exception(HttpResponseException.class, this::meant);
        config.routes.exception(Exception.class, this::unexpected);
        config.router.javaLangErrorHandler(this::failed);
    }

    private void failed(HttpServletResponse response, Error error) {
        String id = newId();
        LOG.error("Request failed [{}]", id, error);
        response.setStatus(500);
        response.setContentType(answers.contentType());
        try {
            response.getWriter().write(answers.body(ours("/", id)));
        } catch (IOException gone) {
            LOG.debug("Nobody waits for the answer to [{}]", id, gone);
        }
    }

    /** Our own sentences end with a full stop; what the library says of a status says no more than its title. */
    private void meant(HttpResponseException thrown, Context ctx) {
        String message = thrown.getMessage();
        boolean standard = message == null || message.startsWith("Endpoint ") || !message.endsWith(".");
        Optional.ofNullable(thrown.getDetails().get("availableMethods")).ifPresent(known -> ctx.header("Allow", known));
        answer(ctx, new Trouble(thrown.getStatus(), ctx.path(), standard ? "" : message, Optional.empty()));
    }

    private void unexpected(Exception thrown, Context ctx) {
        OptionalInt theirs = clientsFault(thrown);
        if (theirs.isPresent()) {
            answer(ctx, new Trouble(theirs.getAsInt(), ctx.path(), "", Optional.empty()));
            return;
        }
        String id = newId();
        LOG.error("{} {} failed [{}]", ctx.method(), ctx.path(), id, thrown);
        answer(ctx, ours(ctx.path(), id));
    }

    private static Trouble ours(String path, String id) {
        return new Trouble(500, path, "Something went wrong here; the log has it.", Optional.of(id));
    }

    private void answer(Context ctx, Trouble trouble) {
        ctx.status(trouble.status());
        ctx.contentType(answers.contentType(trouble));
        ctx.result(answers.body(trouble));
    }

    /** The status, if the client broke off, was too slow or sent what the server below refuses. */
    static OptionalInt clientsFault(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException refused && refused.getCode() < 500) {
                return OptionalInt.of(refused.getCode());
            }
            if (cause instanceof TimeoutException) {
                return OptionalInt.of(408);
            }
            if (cause instanceof EOFException) {
                return OptionalInt.of(400);
            }
        }
        return OptionalInt.empty();
    }

    static String newId() {
        byte[] id = new byte[4];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
