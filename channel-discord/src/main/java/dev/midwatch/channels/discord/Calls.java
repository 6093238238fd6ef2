package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.requests.RestAction;

/** Waits for Discord's answer. JDA keeps to rate limits meanwhile. */
final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Calls() {}

    /** @param place what people call the place it is about */
    static <T> T get(RestAction<T> action, String place) throws DeliveryException {
        CompletableFuture<T> answer = action.submit();
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Refusals.of(e.getCause(), place);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw DeliveryException.temporary("no answer from Discord for " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw DeliveryException.temporary("interrupted while waiting for Discord", e);
        }
    }
}
