package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.midwatch.core.view.Answered;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Does what comes with an {@code Idempotency-Key} once, and gives its answer again to whoever repeats it. */
final class Repeats {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern GOOD = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Reply FAILED = Problems.reply(
            new ProblemException(
                    500, "failed", "The first request with this key failed, and what came of it is not known."),
            "");

    private final Answered answered;

    /** An answer as it is kept. */
    private record Kept(int status, String type, String content, Map<String, String> headers) {}

    Repeats(Answered answered) {
        this.answered = answered;
    }

    Reply once(Call call, Supplier<Reply> work) {
        String key = call.context().header(KEY);
        if (key == null) {
            return work.get();
        }
        if (!GOOD.matcher(key).matches()) {
            throw ProblemException.invalid(
                    List.of(Fault.of(KEY, "is to have from 1 to 255 visible characters of ASCII")));
        }
        String owner = call.actor().who();
        Answered.Found found = answered.begin(owner, key, fingerprint(call.context()));
        return switch (found.standing()) {
            case FRESH -> first(owner, key, work);
            case DONE -> again(found.answer().orElseThrow());
            case OTHER ->
                throw new ProblemException(
                        422, "key-reused", "This " + KEY + " was given to another request; use another for this one.");
            case AT_WORK ->
                throw new ProblemException(
                        409, "at-work", "The first request with this " + KEY + " is still being worked on.");
            case UNKNOWN ->
                throw new ProblemException(
                        409,
                        "outcome-unknown",
                        "The gateway ended while it worked on the first request with this " + KEY
                                + "; look at what came of it before you ask again with another.");
        };
    }

    /** What failed may have been done half-way, and is not begun again. What could not be begun may be. */
    private Reply first(String owner, String key, Supplier<Reply> work) {
        Reply reply = FAILED;
        try {
            reply = work.get();
            return reply;
        } finally {
            if (reply.status() == 503) {
                answered.notDone(owner, key);
            } else {
                answered.done(
                        owner,
                        key,
                        Json.text(new Kept(reply.status(), reply.type(), reply.content(), reply.headers())));
            }
        }
    }

    private static Reply again(String answer) {
        try {
            Kept kept = Json.MAPPER.readValue(answer, Kept.class);
            return new Reply(kept.status(), kept.type(), kept.content(), kept.headers(), true).with(REPLAYED, "true");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer cannot be read", e);
        }
    }

    private static String fingerprint(Context ctx) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String query = ctx.queryString() == null ? "" : ctx.queryString();
            digest.update((ctx.method() + " " + ctx.req().getRequestURI() + "?" + query + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(ctx.bodyAsBytes()));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
