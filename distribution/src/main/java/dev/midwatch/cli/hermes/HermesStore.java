package dev.midwatch.cli.hermes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The other agent's conversations in its {@code state.db}, each as one line of JSON in the form in which it exports them. Of a conversation
 * that it shortened, what it goes on with counts, not what it put away.
 */
final class HermesStore implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final String counting;

    HermesStore(Path file) {
        database = Database.openForeign(file);
        boolean putsAway = database.one(
                        "SELECT name FROM pragma_table_info('messages') WHERE name = 'active'", row -> row.text("name"))
                .isPresent();
        counting = putsAway ? " AND active = 1" : "";
    }

    /** Oldest first. */
    List<String> ids() {
        return database.query("SELECT id FROM sessions ORDER BY started_at, id", row -> row.text("id"));
    }

    String line(String id) {
        ObjectNode session = database.one(
                        "SELECT title, source, parent_session_id, CAST(started_at * 1000 AS INTEGER) AS at FROM sessions WHERE id = ?",
                        row -> {
                            ObjectNode node = JSON.createObjectNode().put("id", id);
                            node.put("started", row.instant("at").toString());
                            put(node, "title", row.maybeText("title"));
                            put(node, "source", row.maybeText("source"));
                            put(node, "parent", row.maybeText("parent_session_id"));
                            return node;
                        },
                        id)
                .orElseThrow();
        ArrayNode messages = session.putArray("messages");
        database.query(
                        "SELECT role, content, tool_calls, tool_call_id, tool_name, CAST(timestamp * 1000 AS INTEGER) AS at"
                                + " FROM messages WHERE session_id = ?" + counting + " ORDER BY id",
                        HermesStore::message,
                        id)
                .forEach(messages::add);
        return session.toString();
    }

    private static ObjectNode message(Row row) {
        ObjectNode node = JSON.createObjectNode().put("role", row.text("role"));
        node.put("at", row.instant("at").toString());
        put(node, "content", row.maybeText("content"));
        put(node, "tool_call_id", row.maybeText("tool_call_id"));
        put(node, "tool_name", row.maybeText("tool_name"));
        row.maybeText("tool_calls").ifPresent(calls -> {
            try {
                node.set("tool_calls", JSON.readTree(calls));
            } catch (JsonProcessingException notSaidProperly) {
                node.put("tool_calls", calls);
            }
        });
        return node;
    }

    private static void put(ObjectNode node, String key, Optional<String> value) {
        value.ifPresent(text -> node.put(key, text));
    }

    @Override
    public void close() {
        database.close();
    }
}
