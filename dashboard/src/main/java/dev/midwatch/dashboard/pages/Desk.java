package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.http.Assets;
import dev.midwatch.dashboard.http.Templates;
import dev.midwatch.dashboard.signin.Csrf;
import dev.midwatch.dashboard.signin.Visitor;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * What every page is made with.
 *
 * @param clock the watch's own, not the machine's
 */
public record Desk(View view, TemplateEngine templates, Assets assets, InstantSource clock) {
    /** @param clock the watch's own, not the machine's */
    public static Desk of(View view, InstantSource clock) {
        return new Desk(view, Templates.precompiled(), new Assets(Pages.ASSETS), clock);
    }

    /** On whose behalf a command is given. */
    static Actor actor(Context ctx) {
        Visitor visitor = Visitor.of(ctx);
        return new Actor("dashboard:" + visitor.who(), visitor.level());
    }

    /** Answers with a whole page. */
    void show(Context ctx, Sheet sheet, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("shell", shell(ctx, sheet));
        ctx.html(text(sheet.template(), all));
    }

    /** Answers with a piece of one. */
    void part(Context ctx, String template, Map<String, ?> model) {
        ctx.html(text(template, model));
    }

    String text(String template, Map<String, ?> model) {
        StringOutput out = new StringOutput(16 << 10);
        templates.render(template, new HashMap<>(model), out);
        return out.toString();
    }

    Times times() {
        return new Times(clock.instant());
    }

    /** Leads on after a command, with what came of it. */
    static void lead(Context ctx, String to, Flash flash) {
        flash.leave(ctx);
        ctx.redirect(to, HttpStatus.SEE_OTHER);
    }

    private Shell shell(Context ctx, Sheet sheet) {
        return new Shell(
                sheet.title(),
                sheet.section(),
                Visitor.of(ctx),
                Csrf.token(ctx),
                Theme.of(ctx),
                Flash.take(ctx),
                assets,
                Here.of(ctx),
                sheet.live().isEmpty() ? "" : "/live?" + sheet.live(),
                times());
    }
}
