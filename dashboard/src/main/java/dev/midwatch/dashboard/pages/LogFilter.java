package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.LogLine;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which lines of the log are wanted.
 *
 * @param level the least; empty for all
 * @param text  that a line or its logger's name holds, in whatever case
 */
public record LogFilter(String level, String text) {
    /** The gravest first. */
    public static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG");

    static LogFilter asked(Context ctx) {
        String level = Optional.ofNullable(ctx.queryParam("level"))
                .filter(LEVELS::contains)
                .orElse("");
        return new LogFilter(
                level, Optional.ofNullable(ctx.queryParam("text")).orElse("").strip());
    }

    boolean wants(LogLine line) {
        return isGraveEnough(line) && (contains(line.text()) || contains(line.logger()));
    }

    /** For addresses. */
    public String query() {
        return "level=" + level + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private boolean isGraveEnough(LogLine line) {
        return level.isEmpty()
                || LEVELS.indexOf(line.level()) >= 0 && LEVELS.indexOf(line.level()) <= LEVELS.indexOf(level);
    }

    private boolean contains(String where) {
        return text.isEmpty() || where.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
