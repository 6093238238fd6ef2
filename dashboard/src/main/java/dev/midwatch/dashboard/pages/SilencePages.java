package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.SilencePreview;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What nobody wants to hear of for a while. */
final class SilencePages implements Pages {
    private static final String ALL = "/silences";

    private final Desk desk;

    SilencePages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(ALL, this::list, Needs.VIEWER);
        config.routes.get("/silences/new", this::form, Needs.OPERATOR);
        config.routes.get("/silences/preview", this::preview, Needs.OPERATOR);
        config.routes.post(ALL, this::silence, Needs.OPERATOR);
        config.routes.post("/silences/{id}/end", this::end, Needs.OPERATOR);
    }

    private void list(Context ctx) {
        desk.show(
                ctx,
                Sheet.of("silences.jte", Section.FINDINGS).titled("Silences"),
                Map.of("silences", desk.view().findings().silences()));
    }

    private void form(Context ctx) {
        SilenceFields fields = SilenceFields.of(ctx::queryParam).withTime();
        Optional<SilencePreview> preview = fields.matchers().isEmpty()
                ? Optional.empty()
                : Optional.of(desk.view().findings().preview(fields.matchers()));
        show(ctx, fields, preview, "");
    }

    private void preview(Context ctx) {
        SilenceFields fields = SilenceFields.of(ctx::queryParam);
        desk.part(
                ctx,
                "part/silencepreview.jte",
                Map.of("preview", desk.view().findings().preview(fields.matchers()), "times", desk.times()));
    }

    private void silence(Context ctx) {
        SilenceFields fields = SilenceFields.of(ctx::formParam);
        if (fields.why().isEmpty()) {
            ctx.status(422);
            show(ctx, fields, Optional.empty(), "Say why: whoever wonders later wants to know.");
            return;
        }
        try {
            desk.view().findings().silence(fields.matchers(), fields.time(), fields.why(), Desk.actor(ctx));
        } catch (Refusal refusal) {
            if (refusal.why() != Refusal.Why.INVALID) {
                throw refusal;
            }
            ctx.status(422);
            show(ctx, fields, Optional.empty(), refusal.getMessage());
            return;
        }
        Desk.lead(ctx, ALL, Flash.good("Silenced for %s.".formatted(fields.time())));
    }

    private void show(Context ctx, SilenceFields fields, Optional<SilencePreview> preview, String wrong) {
        Map<String, Object> model = new HashMap<>(Map.of("fields", fields, "preview", preview, "wrong", wrong));
        desk.show(ctx, Sheet.of("silence.jte", Section.FINDINGS).titled("Silence findings"), model);
    }

    private void end(Context ctx) {
        desk.view().findings().endSilence(id(ctx.pathParam("id")), Desk.actor(ctx));
        Desk.lead(ctx, ALL, Flash.good("The silence has ended."));
    }

    /** There is none with a number that is no number. */
    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }
}
