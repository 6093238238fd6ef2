package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;

/**
 * Our own messages that stand at a place since some message, oldest first. Discord forgets nonces after some minutes: an attempt of
 * yesterday is found here.
 */
final class Sent {
    static final Sent NOTHING = new Sent(List.of());
    private static final int MOST = 100;

    private final List<Message> left;

    private Sent(List<Message> messages) {
        this.left = new ArrayList<>(messages);
    }

    /** @param before the last of ours that is known to stand there; empty: whatever is the newest there */
    static Sent since(Optional<Receipt> before, MessageChannel place, String self) throws DeliveryException {
        List<String> known = before.filter(receipt -> !receipt.id().isEmpty())
                .filter(receipt -> receipt.id().startsWith(Mail.id(place, "")))
                .map(Mail::ids)
                .orElse(List.of());
        List<Message> messages = known.isEmpty()
                ? Calls.get(place.getHistory().retrievePast(MOST), "#" + place.getName())
                : Calls.get(place.getHistoryAfter(known.get(known.size() - 1), MOST), "#" + place.getName())
                        .getRetrievedHistory();
        return new Sent(messages.stream()
                .filter(message -> message.getAuthor().getId().equals(self))
                .sorted(Comparator.comparingLong(ISnowflake::getIdLong))
                .toList());
    }

    /** The id of the first that says what this page says; it is found once. */
    Optional<String> find(Page page) {
        Optional<Message> found = left.stream().filter(page::isThere).findFirst();
        found.ifPresent(left::remove);
        return found.map(ISnowflake::getId);
    }
}
