package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.EditCheck;
import dev.midwatch.core.view.TextFile;
import dev.midwatch.dashboard.http.Bodies;
import dev.midwatch.dashboard.signin.Csrf;
import dev.midwatch.dashboard.signin.Needs;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code config.yaml} and {@code SOUL.md}: nothing is saved that its editor has not seen checked and compared. */
final class SettingsPages implements Pages {
    private static final String PATH = Section.SETTINGS.path();
    private static final String FILE = PATH + "/{name}";

    private final Desk desk;
    private final Seal seal = new Seal();

    SettingsPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(PATH, this::show, Needs.VIEWER);
        config.routes.get(FILE, this::edit, Needs.VIEWER);
        config.routes.post(FILE + "/check", this::check, Needs.APPROVER, Bodies.LARGE);
        config.routes.post(FILE + "/save", this::save, Needs.APPROVER, Bodies.LARGE);
    }

    private void show(Context ctx) {
        desk.show(
                ctx,
                Sheet.of("settings.jte", Section.SETTINGS),
                Map.of(
                        "lines",
                        YamlLine.of(desk.view().settings().inForce()),
                        "editor",
                        Visitor.of(ctx).may(Level.APPROVER)));
    }

    private void edit(Context ctx) {
        Edit edit = Edit.of(desk.view().settings().read(ctx.pathParam("name")));
        editor(ctx, edit, Optional.empty(), "");
    }

    private void check(Context ctx) {
        checked(ctx, Edit.of(ctx), "");
    }

    private void checked(Context ctx, Edit edit, String trouble) {
        TextFile now = desk.view().settings().read(edit.name());
        if (!now.version().equals(edit.version())) {
            conflict(ctx, edit, now);
            return;
        }
        EditCheck found = desk.view().settings().check(edit.name(), edit.text());
        editor(ctx, edit, Optional.of(Checked.of(edit, now, found)), trouble);
    }

    private void save(Context ctx) {
        Edit edit = Edit.of(ctx);
        if (!seal.holds(Optional.ofNullable(ctx.formParam("seal")).orElse(""), edit)) {
            ctx.status(422);
            checked(
                    ctx,
                    edit,
                    "Nothing was saved: the text is not the one that was checked. This is what it would change now.");
            return;
        }
        TextFile now = desk.view().settings().read(edit.name());
        if (!now.version().equals(edit.version())) {
            conflict(ctx, edit, now);
            return;
        }
        desk.view().settings().save(edit.name(), edit.text(), edit.version(), Desk.actor(ctx));
        Desk.lead(
                ctx,
                PATH + "/" + edit.name(),
                Flash.good(edit.name() + " is saved. What was there before is beside it, with .previous at its end."));
    }

    private void editor(Context ctx, Edit edit, Optional<Checked> checked, String trouble) {
        Map<String, Object> model = new HashMap<>();
        model.put("edit", edit);
        model.put("checked", checked);
        model.put("seal", checked.filter(Checked::canBeSaved).map(good -> seal.of(edit)));
        model.put("trouble", trouble);
        model.put("editor", Visitor.of(ctx).may(Level.APPROVER));
        model.put("csrf", Csrf.token(ctx));
        desk.show(ctx, Sheet.of("settingsedit.jte", Section.SETTINGS).titled(edit.name()), model);
    }

    /** Both are shown; which becomes of it is the editor's to say, after another check. */
    private void conflict(Context ctx, Edit edit, TextFile now) {
        ctx.status(409);
        desk.show(
                ctx,
                Sheet.of("settingsconflict.jte", Section.SETTINGS).titled(edit.name() + " has changed meanwhile"),
                Map.of(
                        "edit",
                        edit.onTopOf(now),
                        "now",
                        List.copyOf(now.text().lines().toList()),
                        "mine",
                        List.copyOf(edit.text().lines().toList()),
                        "diff",
                        Diff.between(now.text(), edit.text()),
                        "csrf",
                        Csrf.token(ctx)));
    }
}
