package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.Receipt;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own messages that stand at a place since some message, oldest first. Discord forgets nonces after some minutes: an attempt of
 * yesterday is found here.
 */
final class Sent {
    static final Sent NOTHING = new Sent(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(Sent.class);
    /** No message waits longer than a day for its delivery. */
    private static final Duration OLDEST = Duration.ofHours(25);

    private static final int AT_ONCE = 100;
    private static final int MOST = 2_000;

    private final List<Message> left;

    private Sent(List<Message> messages) {
        this.left = new ArrayList<>(messages);
    }

    /** @param before the last of ours that is known to stand there, if any is */
    static Sent since(Optional<Receipt> before, MessageChannel place) throws DeliveryException {
        if (!Rights.has(place, Permission.MESSAGE_HISTORY)) {
            // Said twice is better than never.
            LOG.warn(
                    "whether a message stands in {} already cannot be seen: the bot lacks {} there",
                    Places.name(place),
                    Permission.MESSAGE_HISTORY.getName());
            return NOTHING;
        }
        long after = Math.max(newest(before, place), oldest());
        MessageHistory history = place.getHistory();
        String self = place.getJDA().getSelfUser().getId();
        List<Message> ours = new ArrayList<>();
        for (int read = 0; read < MOST; read += AT_ONCE) {
            List<Message> some = Calls.get(() -> history.retrievePast(AT_ONCE), Places.name(place));
            some.stream()
                    .filter(message -> message.getIdLong() > after)
                    .filter(message -> message.getAuthor().getId().equals(self))
                    .forEach(ours::add);
            if (some.size() < AT_ONCE || some.get(some.size() - 1).getIdLong() <= after) {
                break;
            }
        }
        ours.sort(Comparator.comparingLong(ISnowflake::getIdLong));
        return new Sent(ours);
    }

    private static long newest(Optional<Receipt> before, MessageChannel place) {
        return before.filter(receipt -> Mail.isAt(receipt, place)).stream()
                .flatMap(receipt -> Mail.ids(receipt).stream())
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    /** Snowflakes begin with their time. */
    private static long oldest() {
        return TimeUtil.getDiscordTimestamp(
                OffsetDateTime.now().minus(OLDEST).toInstant().toEpochMilli());
    }

    /** The id of the first that says what this page says; it is found once. */
    Optional<String> find(Page page) {
        Optional<Message> found = left.stream().filter(page::isThere).findFirst();
        found.ifPresent(left::remove);
        return found.map(ISnowflake::getId);
    }
}
