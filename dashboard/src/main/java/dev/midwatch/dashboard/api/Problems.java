package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.dashboard.http.Trouble;
import java.util.Optional;

/** Problem documents of RFC 9457. */
final class Problems {
    static final String TYPE = "application/problem+json";
    private static final String URN = "urn:midwatch:problem:";

    private Problems() {}

    static Reply reply(ProblemException problem, String path) {
        String title = new Trouble(problem.status(), path, "", Optional.empty()).title();
        ObjectNode document = Json.MAPPER
                .createObjectNode()
                .put("type", URN + problem.kind())
                .put("title", title)
                .put("status", problem.status())
                .put("detail", problem.getMessage())
                .put("instance", path);
        if (!problem.faults().isEmpty()) {
            document.set("errors", Json.MAPPER.valueToTree(problem.faults()));
        }
        return Reply.text(problem.status(), TYPE, Json.text(document));
    }

    /** What such a document is like; a member that does not apply is left out. */
    static ObjectNode schema() {
        ObjectNode schema = Schemas.type("object").put("description", "Why a request was not followed (RFC 9457).");
        ObjectNode members = schema.putObject("properties");
        members.set("type", text("What kind of problem it is; about:blank if the status says it all."));
        members.set("title", text("The status in words."));
        members.set("status", Schemas.type("integer").put("format", "int32"));
        members.set("detail", text("What the trouble is, for people."));
        members.set("instance", text("The path that was asked for."));
        members.set("id", text("By which the log has the rest, when it was the server's fault."));
        members.set("errors", faults());
        schema.putArray("required").add("type").add("title").add("status").add("instance");
        return schema;
    }

    private static ObjectNode faults() {
        ObjectNode fault = Schemas.type("object");
        ObjectNode members = fault.putObject("properties");
        members.set("pointer", text("Where in the body, as a JSON pointer in a URI fragment."));
        members.set("parameter", text("Which parameter or header."));
        members.set("detail", text("What is wrong with it."));
        fault.putArray("required").add("detail");
        ObjectNode all = Schemas.type("array").put("description", "Everything that is wrong with the request.");
        return all.set("items", fault);
    }

    private static ObjectNode text(String description) {
        return Schemas.type("string").put("description", description);
    }
}
