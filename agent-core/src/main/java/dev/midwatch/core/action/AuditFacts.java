package dev.midwatch.core.action;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.midwatch.api.action.Action;
import dev.midwatch.core.audit.ServerWrite;
import dev.midwatch.core.text.VisibleText;
import java.util.Map;
import java.util.TreeMap;

/** What every line about an action says. */
final class AuditFacts {
    private AuditFacts() {}

    static Map<String, Object> of(Action action, Map<String, String> more) {
        Map<String, Object> facts = new TreeMap<>(more);
        facts.put("action", asItIs(action.intent().name()));
        facts.put("target", asItIs(action.intent().target().toString()));
        facts.put("kubectl", action.intent().kubectl());
        facts.put("request", asItIs(ServerWrite.request(action)));
        return facts;
    }

    /** Kept from redaction: which object was written to must be readable, and match the server's own log, whatever somebody's Secret holds. */
    private static TextNode asItIs(String name) {
        return TextNode.valueOf(VisibleText.of(name));
    }
}
