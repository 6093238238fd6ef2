package dev.midwatch.dashboard.pages;

import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import java.util.Map;

/** The plugins that run with what each brings, and those left out with the reason. */
final class PluginPages implements Pages {
    private final Desk desk;

    PluginPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(
                "/plugins",
                ctx -> desk.show(
                        ctx,
                        Sheet.of("plugins.jte", Section.PLUGINS),
                        Map.of("plugins", desk.view().plugins().list())),
                Needs.VIEWER);
    }
}
