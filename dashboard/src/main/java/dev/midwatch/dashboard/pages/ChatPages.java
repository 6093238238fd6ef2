package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.SessionRow;
import dev.midwatch.dashboard.signin.Csrf;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Talks with the model: with scripts what it does is seen as it happens; without them the page comes back with the answer. */
final class ChatPages implements Pages {
    private static final String PATH = Section.CHAT.path();
    private static final int SHOWN = 40;
    private static final int MOST_LETTERS = 20_000;
    /** Less than any proxy's patience; a page that waited this long looks again by itself. */
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static final String LOOK_AGAIN = "3";

    private final Desk desk;
    private final Talks talks;

    ChatPages(Desk desk, Predicate<Context> stillSignedIn, Live.Pace pace) {
        this.desk = desk;
        this.talks = new Talks(
                desk.view(), stillSignedIn, pace, this::activity, (session, trouble) -> talk(session, trouble, ""));
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(PATH, ctx -> show(ctx, Optional.empty(), "", ""), Needs.VIEWER);
        config.routes.post(PATH, this::say, Needs.VIEWER);
        config.routes.get(PATH + "/{id}", ctx -> show(ctx, Optional.of(ctx.pathParam("id")), "", ""), Needs.VIEWER);
        config.routes.get(PATH + "/{id}/live", this::watch, Needs.VIEWER);
        config.routes.post(PATH + "/{id}/stop", this::stop, Needs.VIEWER);
        config.events.serverStopping(talks::close);
    }

    private void show(Context ctx, Optional<String> id, String text, String trouble) {
        Optional<SessionRow> session = id.map(desk.view().sessions()::get);
        Map<String, Object> model = new HashMap<>(talkModel(id, trouble));
        model.put("text", text);
        model.put("unavailable", desk.view().chat().unavailable());
        model.put("model", desk.view().chat().model());
        model.put("others", session.filter(one -> !isOwn(one, Desk.actor(ctx))));
        model.put("csrf", Csrf.token(ctx));
        if (id.flatMap(talks::of).isPresent() && ctx.queryParam("wait") != null) {
            ctx.header("Refresh", LOOK_AGAIN);
        }
        Sheet sheet = Sheet.of("chat.jte", Section.CHAT);
        desk.show(ctx, session.map(one -> sheet.titled(SessionPages.title(one))).orElse(sheet), model);
    }

    private Map<String, Object> talkModel(Optional<String> id, String trouble) {
        Optional<Going> going = id.flatMap(talks::of);
        return Map.of(
                "id",
                id.orElse(""),
                "transcript",
                id.map(one -> transcript(one, going)).orElse(Transcript.EMPTY),
                "going",
                going.map(Going::activity),
                "trouble",
                trouble,
                "times",
                desk.times());
    }

    private Transcript transcript(String id, Optional<Going> going) {
        return going.map(turn -> Transcript.before(
                        turn, id, SHOWN, desk.view(), desk.clock().instant()))
                .orElseGet(() -> Transcript.end(id, SHOWN, desk.view()));
    }

    private String activity(String session, Activity activity) {
        return desk.text("part/activity.jte", Map.of("id", session, "activity", activity, "csrf", ""));
    }

    private String talk(String session, String trouble, String csrf) {
        Map<String, Object> model = new HashMap<>(talkModel(Optional.of(session), trouble));
        model.put("csrf", csrf);
        return desk.text("part/talk.jte", model);
    }

    private void say(Context ctx) {
        String text = Optional.ofNullable(ctx.formParam("text")).orElse("").strip();
        Optional<String> id = Optional.ofNullable(ctx.formParam("session")).filter(one -> !one.isEmpty());
        if (text.isEmpty() || text.length() > MOST_LETTERS) {
            String why =
                    text.isEmpty() ? "Nothing was said." : "That is too long: " + MOST_LETTERS + " letters at most.";
            refuse(ctx, id, text, why, HttpStatus.UNPROCESSABLE_CONTENT.getCode());
            return;
        }
        Going turn;
        try {
            turn = talks.say(desk.view().chat().said(id, text, Desk.actor(ctx)));
        } catch (Refusal refusal) {
            refuse(ctx, id, text, refusal.getMessage(), Refusals.status(refusal.why()));
            return;
        }
        if (ctx.header("HX-Request") == null) {
            // What is over by then leads on at once, however it ended.
            ctx.future(() -> turn.done
                    .handle((reply, failed) -> true)
                    .completeOnTimeout(false, WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .thenAccept(over -> leadOn(ctx, id, text, turn, over)));
        } else {
            ctx.future(() -> turn.begun.handle((session, failed) -> {
                answer(ctx, id, text, session, failed);
                return null;
            }));
        }
    }

    private boolean isOwn(SessionRow session, Actor actor) {
        return desk.view().chat().mayGoOn(session.id(), actor);
    }

    private void leadOn(Context ctx, Optional<String> id, String text, Going turn, boolean over) {
        Optional<String> session = turn.session();
        if (session.isPresent()) {
            ctx.redirect(PATH + "/" + session.get() + (over ? "" : "?wait=1"), HttpStatus.SEE_OTHER);
        } else if (over) {
            refuse(ctx, id, text, turn.begun.handle((none, failed) -> failed).join());
        } else {
            refuse(ctx, id, text, "The turn could not begin yet; ask again later.", 503);
        }
    }

    private void answer(Context ctx, Optional<String> id, String text, String session, Throwable failed) {
        if (failed != null) {
            refuse(ctx, id, text, failed);
            return;
        }
        ctx.header("HX-Trigger", "{\"said\":{\"path\":\"" + PATH + "/" + session + "\"}}");
        ctx.html(talk(session, "", Csrf.token(ctx)) + desk.text("part/chatsession.jte", Map.of("id", session)));
    }

    private void refuse(Context ctx, Optional<String> id, String text, Throwable failed) {
        Throwable why = failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (why instanceof Refusal refusal) {
            refuse(ctx, id, text, refusal.getMessage(), Refusals.status(refusal.why()));
        } else {
            refuse(ctx, id, text, "Something went wrong here; the log has it.", 500);
        }
    }

    /** What was said stays in the form. */
    private void refuse(Context ctx, Optional<String> id, String text, String why, int status) {
        if (ctx.header("HX-Request") == null) {
            show(ctx, id, text, why);
            ctx.status(status);
        } else {
            // A status that htmx shows.
            ctx.status(HttpStatus.CONFLICT);
            ctx.header("HX-Retarget", "#trouble");
            ctx.header("HX-Reswap", "innerHTML");
            desk.part(ctx, "part/refusal.jte", Map.of("text", why));
        }
    }

    private void watch(Context ctx) {
        String id = desk.view().sessions().get(ctx.pathParam("id")).id();
        talks.watch(ctx, id);
    }

    static boolean mayStop(Going turn, String who, Level level) {
        return turn.isOf(who) || level.includes(Level.OPERATOR);
    }

    private void stop(Context ctx) {
        String id = desk.view().sessions().get(ctx.pathParam("id")).id();
        Optional<Going> turn = talks.of(id);
        Actor actor = Desk.actor(ctx);
        if (turn.isPresent() && !mayStop(turn.get(), actor.who(), actor.level())) {
            throw new ForbiddenResponse("Somebody else began it; to stop it takes the level operator.");
        }
        talks.stop(id);
        if (ctx.header("HX-Request") != null) {
            ctx.status(HttpStatus.NO_CONTENT);
        } else {
            ctx.redirect(PATH + "/" + id + "?wait=1", HttpStatus.SEE_OTHER);
        }
    }
}
