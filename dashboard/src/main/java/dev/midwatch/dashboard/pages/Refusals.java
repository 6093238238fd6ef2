package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Refusal;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;

/** Answers what the kernel refuses, in its words. */
final class Refusals {
    private final Desk desk;

    Refusals(Desk desk) {
        this.desk = desk;
    }

    void install(JavalinConfig config) {
        config.routes.exception(Refusal.class, this::answer);
    }

    private void answer(Refusal refusal, Context ctx) {
        ctx.status(status(refusal.why()));
        if (ctx.header("HX-Request") != null) {
            desk.part(ctx, "part/refusal.jte", Map.of("text", refusal.getMessage()));
        } else {
            desk.show(
                    ctx,
                    Sheet.of("refused.jte", section(ctx.path())).titled(title(refusal.why())),
                    Map.of("text", refusal.getMessage()));
        }
    }

    static int status(Refusal.Why why) {
        return switch (why) {
            case NOT_FOUND -> 404;
            case NOT_ALLOWED -> 403;
            case INVALID -> 422;
            case CONFLICT -> 409;
            case UNAVAILABLE -> 503;
        };
    }

    private static String title(Refusal.Why why) {
        return switch (why) {
            case NOT_FOUND -> "Not found";
            case NOT_ALLOWED -> "Not allowed";
            case INVALID -> "That makes no sense";
            case CONFLICT -> "Not as things stand";
            case UNAVAILABLE -> "Not available";
        };
    }

    static Section section(String path) {
        for (Section section : Section.values()) {
            if (section != Section.OVERVIEW && path.startsWith(section.path())) {
                return section;
            }
        }
        return path.startsWith("/runs") ? Section.JOBS : Section.OVERVIEW;
    }
}
