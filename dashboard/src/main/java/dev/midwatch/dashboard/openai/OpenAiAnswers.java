package dev.midwatch.dashboard.openai;

import dev.midwatch.dashboard.http.Answers;
import dev.midwatch.dashboard.http.Trouble;

/** Words what went wrong below {@code /v1} as its clients expect it, wherever in the server it did, and leaves the rest to others. */
final class OpenAiAnswers implements Answers {
    private final Answers others;

    OpenAiAnswers(Answers others) {
        this.others = others;
    }

    @Override
    public String contentType() {
        return others.contentType();
    }

    @Override
    public String contentType(Trouble trouble) {
        return isOurs(trouble) ? "application/json" : others.contentType(trouble);
    }

    @Override
    public String body(Trouble trouble) {
        if (!isOurs(trouble)) {
            return others.body(trouble);
        }
        String message = trouble.detail().isEmpty() ? trouble.title() : trouble.detail();
        return ApiError.ofStatus(trouble.status(), message).json().toString();
    }

    private static boolean isOurs(Trouble trouble) {
        return trouble.path().startsWith("/v1/");
    }
}
