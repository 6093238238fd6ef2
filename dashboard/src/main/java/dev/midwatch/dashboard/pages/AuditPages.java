package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.AuditFilter;
import dev.midwatch.core.view.AuditRow;
import dev.midwatch.core.view.Listing;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** Every step that was taken, and whether the record of them is whole. */
final class AuditPages implements Pages {
    private static final String PATH = Section.AUDIT.path();
    private static final int STEPS = 50;

    private final Desk desk;

    AuditPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(PATH, this::show, Needs.VIEWER);
    }

    private void show(Context ctx) {
        Optional<String> step = Pager.word(ctx, "step");
        Optional<String> text = Pager.word(ctx, "q");
        Listing<AuditRow> found = desk.view().audit().list(new AuditFilter(step, text), Pager.page(ctx, STEPS));
        desk.show(
                ctx,
                Sheet.of("audit.jte", Section.AUDIT),
                Map.of(
                        "state",
                        desk.view().audit().state(),
                        "names",
                        desk.view().audit().steps(),
                        "step",
                        step.orElse(""),
                        "words",
                        text.orElse(""),
                        "steps",
                        found.items().stream().map(AuditStep::of).toList(),
                        "pager",
                        Pager.of(found, PATH, Map.of("step", step.orElse(""), "q", text.orElse(""))),
                        "times",
                        desk.times()));
    }
}
