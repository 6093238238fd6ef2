package dev.midwatch.testkit.discord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What happened in one channel, in order: messages, the use of commands and buttons, and threads that stand alone. */
final class Timeline {
    /** Exactly one of the three is there. */
    record Entry(String id, StoredMessage message, Interaction interaction, Channel thread) {}

    private Timeline() {}

    static List<Entry> of(Channel channel) {
        List<Entry> entries = new ArrayList<>();
        channel.messages.values().forEach(message -> entries.add(new Entry(message.id, message, null, null)));
        interactions(channel).forEach(one -> entries.add(new Entry(one.id, null, one, null)));
        channel.world.channels.values().stream()
                .filter(thread -> thread.parent == channel && !channel.messages.containsKey(thread.id))
                .forEach(thread -> entries.add(new Entry(thread.id, null, null, thread)));
        entries.sort(Comparator.comparingLong(entry -> Long.parseLong(entry.id())));
        return entries;
    }

    private static Stream<Interaction> interactions(Channel channel) {
        return channel.world.interactions.values().stream()
                .distinct()
                .filter(one -> one.channel == channel && one.kind != Interaction.Kind.COMPLETION);
    }

    /** All messages of the channel and its threads in the order in which a page shows them. */
    static List<StoredMessage> messages(Channel channel) {
        List<StoredMessage> all = new ArrayList<>();
        for (Entry entry : of(channel)) {
            if (entry.message() != null) {
                all.add(entry.message());
                if (entry.message().thread != null) {
                    all.addAll(messages(entry.message().thread));
                }
            } else if (entry.thread() != null) {
                all.addAll(messages(entry.thread()));
            }
        }
        return all;
    }
}
