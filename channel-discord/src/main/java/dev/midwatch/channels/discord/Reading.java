package dev.midwatch.channels.discord;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into messages that take a moment: files to fetch, or whoever writes to the bot alone to look up. Anybody can write such messages, so
 * only few wait at once, and fewer of one person; what comes beyond that is not read.
 */
final class Reading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final int READERS = 2;
    private static final int MOST_WAITING = 50;
    private static final int MOST_OF_ONE = 5;

    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(
            READERS,
            READERS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> Connection.daemon(task, "discord-reading"));

    Reading() {
        readers.allowCoreThreadTimeOut(true);
    }

    void read(String person, Runnable message) {
        if (underWay.merge(person, 1, Integer::sum) > MOST_OF_ONE) {
            done(person);
            LOG.info("{} writes faster than can be read; a message is left unread", person);
            return;
        }
        try {
            readers.execute(() -> {
                try {
                    message.run();
                } catch (RuntimeException e) {
                    LOG.warn("a message on Discord could not be read", e);
                } finally {
                    done(person);
                }
            });
        } catch (RejectedExecutionException full) {
            done(person);
            LOG.warn("too many messages at once; one of {} is left unread", person);
        }
    }

    private void done(String person) {
        underWay.computeIfPresent(person, (who, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
