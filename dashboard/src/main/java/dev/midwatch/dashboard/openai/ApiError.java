package dev.midwatch.dashboard.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.view.Refusal;
import io.javalin.http.Context;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** An answer that is none, in OpenAI's shape. The official clients make a typed error of it, and try again what may be tried again. */
final class ApiError extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final int status;
    private final String type;
    private final transient Optional<String> param;
    private final transient Optional<String> code;
    private final transient Optional<Duration> retryAfter;

    private ApiError(
            int status,
            String type,
            String message,
            Optional<String> param,
            Optional<String> code,
            Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** The request makes no sense. */
    static ApiError invalid(String param, String message) {
        return new ApiError(
                400, "invalid_request_error", message, Optional.of(param), Optional.empty(), Optional.empty());
    }

    /** The body is no JSON. */
    static ApiError unreadable(String message) {
        return new ApiError(
                400, "invalid_request_error", message, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ApiError noSuchModel(String name) {
        return new ApiError(
                404,
                "invalid_request_error",
                "The model '%s' does not exist; there is %s.".formatted(name, OpenAi.MODEL),
                Optional.of("model"),
                Optional.of("model_not_found"),
                Optional.empty());
    }

    /** Nobody can be asked until somebody changes something. */
    static ApiError noModel(String why) {
        return unavailable(503, "server_error", why, "model_unavailable", Optional.empty());
    }

    static ApiError noTokensLeft(String why) {
        return unavailable(429, "insufficient_quota", why, "insufficient_quota", Optional.empty());
    }

    /** The model was asked, and there is no answer; the tools it used were used, so that it is not to be asked again unseen. */
    static ApiError noAnswer(String why) {
        return unavailable(503, "server_error", why, "no_answer", Optional.empty());
    }

    static ApiError broken() {
        return unavailable(
                500, "server_error", "Something went wrong here; the log has it.", "broken", Optional.empty());
    }

    static ApiError busy(String why) {
        return unavailable(429, "rate_limit_exceeded", why, "too_many_answers", Optional.of(LATER));
    }

    static ApiError of(Refusal refusal) {
        String message = refusal.getMessage();
        return switch (refusal.why()) {
            case NOT_FOUND -> unavailable(404, "invalid_request_error", message, "session_not_found", Optional.empty());
            case NOT_ALLOWED -> unavailable(403, "invalid_request_error", message, "not_allowed", Optional.empty());
            case INVALID -> unreadable(message);
            case CONFLICT -> unavailable(409, "invalid_request_error", message, "session_busy", Optional.of(SOON));
            case UNAVAILABLE -> busy(message);
        };
    }

    /** Of what the server below answered with this status. */
    static ApiError ofStatus(int status, String message) {
        Optional<String> code = Optional.ofNullable(
                switch (status) {
                    case 401 -> "invalid_api_key";
                    case 403 -> "not_allowed";
                    case 429 -> "rate_limit_exceeded";
                    default -> null;
                });
        String type = status >= 500 ? "server_error" : status == 429 ? "rate_limit_exceeded" : "invalid_request_error";
        return new ApiError(status, type, message, Optional.empty(), code, Optional.empty());
    }

    private static ApiError unavailable(
            int status, String type, String message, String code, Optional<Duration> retryAfter) {
        return new ApiError(status, type, message, Optional.empty(), Optional.of(code), retryAfter);
    }

    void answer(Context ctx) {
        ctx.status(status);
        retryAfter.ifPresent(wait -> ctx.header("Retry-After", String.valueOf(wait.toSeconds())));
        // What the official clients go by before they go by the status.
        ctx.header("X-Should-Retry", String.valueOf(retryAfter.isPresent()));
        ctx.contentType("application/json");
        ctx.result(json().toString());
    }

    ObjectNode json() {
        ObjectNode error = JSON.createObjectNode();
        ObjectNode inside = error.putObject("error");
        inside.put("message", getMessage()).put("type", type);
        inside.put("param", param.orElse(null)).put("code", code.orElse(null));
        return error;
    }
}
