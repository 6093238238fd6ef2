package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.MemoryRow;
import dev.midwatch.dashboard.signin.Csrf;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What is remembered, and what waits to be. */
final class MemoryPages implements Pages {
    private static final String PATH = Section.MEMORY.path();

    private final Desk desk;

    MemoryPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(PATH, this::show, Needs.VIEWER);
        command(config, "accept", desk.view().memories()::accept, "In force from now on.");
        command(config, "reject", desk.view().memories()::reject, "Dropped.");
        command(config, "forget", desk.view().memories()::forget, "Forgotten.");
    }

    private void command(JavalinConfig config, String name, BiConsumer<String, Actor> command, String done) {
        config.routes.post(
                PATH + "/" + name,
                ctx -> {
                    String text = Optional.ofNullable(ctx.formParam("text"))
                            .orElseThrow(() -> new BadRequestResponse("Which memory, the form does not say."));
                    command.accept(text, Desk.actor(ctx));
                    Desk.lead(ctx, PATH, Flash.good(done));
                },
                Needs.OPERATOR);
    }

    private void show(Context ctx) {
        List<MemoryRow> all = desk.view().memories().list();
        desk.show(
                ctx,
                Sheet.of("memory.jte", Section.MEMORY),
                Map.of(
                        "waiting",
                        all.stream().filter(MemoryRow::waiting).toList(),
                        "inForce",
                        all.stream().filter(row -> !row.waiting()).toList(),
                        "csrf",
                        Csrf.token(ctx)));
    }
}
