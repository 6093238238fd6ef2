package dev.midwatch.dashboard.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Problem documents of RFC 9457. */
public final class ProblemAnswers implements Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String contentType() {
        return "application/problem+json";
    }

    @Override
    public String body(Trouble trouble) {
        ObjectNode problem = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", trouble.title())
                .put("status", trouble.status())
                .put("instance", trouble.path());
        if (!trouble.detail().isEmpty()) {
            problem.put("detail", trouble.detail());
        }
        trouble.id().ifPresent(id -> problem.put("id", id));
        return problem.toString();
    }
}
