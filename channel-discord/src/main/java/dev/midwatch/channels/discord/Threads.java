package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.util.Optional;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places for answers, below messages. */
final class Threads {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /**
     * A thread below the message; its id. A message that cannot have one is delivered all the same.
     *
     * @throws DeliveryException if it is only for the moment that there is none
     */
    static Optional<String> open(MessageChannel place, String message, String topic) throws DeliveryException {
        if (!(place instanceof IThreadContainer channel)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Calls.get(() -> channel.createThreadChannel(title(topic), message), Places.name(place))
                    .getId());
        } catch (DeliveryException e) {
            if (Refusals.is(e, ErrorResponse.THREAD_WITH_THIS_MESSAGE_ALREADY_EXISTS)) {
                // Discord gives the thread below a message the message's own id.
                return Optional.of(message);
            }
            if (!Refusals.isFinal(e)) {
                throw e;
            }
            LOG.warn("no thread below message {} in {}: {}", message, Places.name(place), e.getMessage());
            return Optional.empty();
        }
    }

    /** Only a message wakes an archived thread by itself, a change does not. */
    static void wake(ThreadChannel thread) throws DeliveryException {
        if (thread.isArchived()) {
            Calls.get(() -> thread.getManager().setArchived(false), Places.name(thread));
        }
    }

    /** Plain text on one line: nothing in a title is Markdown. */
    static String title(String topic) {
        String plain = topic.replaceAll("[*_`~|]{2,}|`", "").strip().replaceAll("\\s+", " ");
        if (plain.isEmpty()) {
            return "Answers";
        }
        return plain.length() <= ThreadChannel.MAX_NAME_LENGTH
                ? plain
                : plain.substring(0, SafeMarkdown.cut(plain, ThreadChannel.MAX_NAME_LENGTH - 1)) + "…";
    }
}
