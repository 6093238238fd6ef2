package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import java.util.Map;
import java.util.TreeMap;

/** What every line about an action says. */
final class AuditFacts {
    private AuditFacts() {}

    static Map<String, Object> of(Action action, Map<String, String> more) {
        Map<String, Object> facts = new TreeMap<>(more);
        facts.put("action", action.intent().name());
        facts.put("target", action.intent().target().toString());
        facts.put("kubectl", action.intent().kubectl());
        facts.put("request", ServerWrite.request(action));
        return facts;
    }
}
