package dev.midwatch.channels.discord;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.RestAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows that somebody is being answered. Discord shows it for ten seconds, so it is said once in a while. */
final class Typing {
    private static final Logger LOG = LoggerFactory.getLogger(Typing.class);
    private static final Duration ONCE_IN = Duration.ofSeconds(5);

    private final Places places;
    private final LongSupplier nanos;
    private final Map<String, Long> shown = new HashMap<>();

    Typing(Places places, LongSupplier nanos) {
        this.places = places;
        this.nanos = nanos;
    }

    /** Returns at once; of what does not work nobody needs to hear. */
    void show(JDA jda, String address) {
        try {
            if (isDue(address)) {
                request(jda, address)
                        .timeout(ONCE_IN.toSeconds(), TimeUnit.SECONDS)
                        .queue(done -> {}, why -> LOG.debug("not seen typing at {}", address, why));
            }
        } catch (RuntimeException e) {
            LOG.debug("not seen typing at {}", address, e);
        }
    }

    private RestAction<?> request(JDA jda, String address) {
        return places.known(jda, address)
                .<RestAction<?>>map(MessageChannel::sendTyping)
                .orElseGet(() -> jda.openPrivateChannelById(address).flatMap(MessageChannel::sendTyping));
    }

    synchronized boolean isDue(String address) {
        long now = nanos.getAsLong();
        shown.values().removeIf(at -> now - at >= ONCE_IN.toNanos());
        return shown.putIfAbsent(address, now) == null;
    }
}
