package dev.midwatch.cli;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Symptom;
import dev.midwatch.core.config.Durations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a channel look at itself. Whatever a plugin does meanwhile, the doctor goes on. */
final class ChannelExamination {
    private final Duration limit;

    ChannelExamination(Duration limit) {
        this.limit = limit;
    }

    List<Symptom> of(String name, Channel channel) {
        FutureTask<List<Symptom>> look = new FutureTask<>(channel::examine);
        Thread thread = new Thread(look, "examine-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            return List.copyOf(look.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return failed(name, "broke down when it was to look at itself: " + e.getCause());
        } catch (TimeoutException | CancellationException e) {
            return failed(name, "did not come to an end with looking at itself within " + Durations.format(limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(name, "was not looked at");
        } finally {
            look.cancel(true);
        }
    }

    private static List<Symptom> failed(String name, String text) {
        return List.of(Symptom.fail(name, text));
    }
}
