package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.requests.RestAction;

/** Waits for Discord's answer. JDA keeps to rate limits meanwhile. */
final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Calls() {}

    /**
     * @param request JDA looks for some permissions itself, as soon as it is asked for a request
     * @param place   what people call the place it is about
     */
    static <T> T get(Supplier<? extends RestAction<T>> request, String place) throws DeliveryException {
        return get(request, place, PATIENCE);
    }

    static <T> T get(Supplier<? extends RestAction<T>> request, String place, Duration patience)
            throws DeliveryException {
        CompletableFuture<T> answer = submitted(request, place);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Refusals.of(e.getCause(), place);
        } catch (CancellationException e) {
            throw ended(e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw DeliveryException.temporary("no answer from Discord for " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw DeliveryException.temporary("interrupted while waiting for Discord", e);
        }
    }

    private static <T> CompletableFuture<T> submitted(Supplier<? extends RestAction<T>> request, String place)
            throws DeliveryException {
        try {
            return request.get().submit();
        } catch (InsufficientPermissionException missing) {
            throw Refusals.of(missing, place);
        } catch (RejectedExecutionException e) {
            throw ended(e);
        }
    }

    private static DeliveryException ended(RuntimeException why) {
        return DeliveryException.temporary("the connection to Discord ended meanwhile", why);
    }
}
