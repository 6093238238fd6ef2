package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.TextFile;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * A text that somebody has edited and not saved yet.
 *
 * @param version of what they began with
 */
public record Edit(String name, String text, String version) {
    static Edit of(Context ctx) {
        return new Edit(
                ctx.pathParam("name"),
                lines(Optional.ofNullable(ctx.formParam("text")).orElse("")),
                Optional.ofNullable(ctx.formParam("version")).orElse(""));
    }

    static Edit of(TextFile file) {
        return new Edit(file.name(), file.text(), file.version());
    }

    /** Browsers send lines as mail does; the file ends with a whole one. */
    private static String lines(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
    }

    /** The same on top of what is there now. */
    Edit onTopOf(TextFile file) {
        return new Edit(name, text, file.version());
    }
}
