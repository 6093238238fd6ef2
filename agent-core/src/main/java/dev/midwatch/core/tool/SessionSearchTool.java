package dev.midwatch.core.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.SessionStore;
import dev.midwatch.api.store.Turn;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lets the model look up what was said in earlier sessions. */
public final class SessionSearchTool implements Tool, Restricted {
    private static final ToolSpec SPEC = ToolSpec.named(
                    "session_search", "Finds earlier sessions in which all these words occur.")
            .text("words", "what to look for");
    private static final int SESSIONS = 5;
    private static final int EXCERPT = 400;

    private final SessionStore sessions;

    public SessionSearchTool(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    /** What was said is of people who may do more, too. */
    @Override
    public Level least() {
        return Level.OPERATOR;
    }

    @Override
    public List<Permission> permissions() {
        return List.of();
    }

    @Override
    public ToolResult call(Json arguments, ToolContext context) {
        String words = arguments.get("words").text();
        List<Session> found = sessions.search(words, SESSIONS);
        return ToolResult.of(
                found.isEmpty()
                        ? "no session has all of: " + words
                        : found.stream()
                                .map(session -> "%s %s (%s)\n%s"
                                        .formatted(
                                                session.started(),
                                                session.title(),
                                                session.origin(),
                                                excerpt(session, words)))
                                .collect(Collectors.joining("\n\n")));
    }

    /** The answer of the session, or else the turn that has one of the words. */
    private String excerpt(Session session, String words) {
        List<Turn> turns = sessions.turns(session.id());
        String text = turns.stream()
                .filter(turn -> turn.role() == Turn.Role.ASSISTANT)
                .reduce((first, last) -> last)
                .or(() -> turns.stream().filter(turn -> mentions(turn, words)).findFirst())
                .map(Turn::text)
                .orElse("");
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    private static boolean mentions(Turn turn, String words) {
        String text = turn.text().toLowerCase(Locale.ROOT);
        return List.of(words.toLowerCase(Locale.ROOT).split("\\s+")).stream().anyMatch(text::contains);
    }
}
