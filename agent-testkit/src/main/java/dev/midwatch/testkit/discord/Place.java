package dev.midwatch.testkit.discord;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where people and the bot write: a text channel, a thread, or the direct channel between one person and the bot. It is live. Two
 * places are equal if they are the same channel.
 */
public final class Place {
    final Channel channel;

    Place(Channel channel) {
        this.channel = channel;
    }

    /** Its snowflake. */
    public String id() {
        return channel.id;
    }

    /** Its name: without the hash sign, or the person's for a direct channel. */
    public String name() {
        synchronized (channel.world) {
            return channel.name;
        }
    }

    /** What is to be read here, in order; ephemeral and deleted messages are not. */
    public List<Message> messages() {
        synchronized (channel.world) {
            return channel.messages.values().stream()
                    .filter(Place::readable)
                    .map(Message::of)
                    .toList();
        }
    }

    /** The message with this id as it stands now, also if it is ephemeral or deleted. */
    public Message message(String id) {
        synchronized (channel.world) {
            StoredMessage found = channel.messages.get(id);
            if (found == null) {
                throw new IllegalArgumentException("no message " + id + " in " + channel.name);
            }
            return Message.of(found);
        }
    }

    /** Waits for a message that the bot wrote here and that is so. */
    public Message awaitMessage(Duration limit, Predicate<Message> wanted) {
        return channel.world.await(
                () -> "such message in " + channel.name + " but " + summary(),
                limit,
                () -> messages().stream()
                        .filter(message -> message.byBot() && wanted.test(message))
                        .findFirst());
    }

    /** Waits until the bot has written that many messages here, and returns all of its messages. */
    public List<Message> awaitMessages(Duration limit, int count) {
        channel.world.await(
                () -> count + " messages in " + channel.name + " but " + summary(),
                limit,
                () -> Optional.of(written()).filter(so -> so >= count));
        return messages().stream().filter(Message::byBot).toList();
    }

    private long written() {
        return channel.messages.values().stream()
                .filter(message -> message.author.bot && readable(message))
                .count();
    }

    private static boolean readable(StoredMessage message) {
        return !message.deleted && !message.has(StoredMessage.EPHEMERAL) && !message.has(StoredMessage.LOADING);
    }

    /** The threads below this channel, oldest first, the archived ones too. */
    public List<Place> threads() {
        synchronized (channel.world) {
            return channel.world.channels.values().stream()
                    .filter(other -> other.parent == channel)
                    .map(Place::new)
                    .toList();
        }
    }

    /** Waits for a thread whose name is so. */
    public Place awaitThread(Duration limit, Predicate<String> name) {
        return channel.world.await(
                () -> "such thread in " + channel.name,
                limit,
                () -> threads().stream()
                        .filter(thread -> name.test(thread.name()))
                        .findFirst());
    }

    /** When the bot showed that it was typing here. */
    public List<Typing> typings() {
        synchronized (channel.world) {
            return List.copyOf(channel.typings);
        }
    }

    /** Takes these permissions from the bot here and in the threads; it is told, as Discord tells. */
    public void deny(Permission... some) {
        synchronized (channel.world) {
            channel.denied.addAll(List.of(some));
            channel.world.sessions.tell(Intent.GUILDS, "CHANNEL_UPDATE", channel.json());
        }
    }

    /** Gives back all that {@link #deny} took. */
    public void allow() {
        synchronized (channel.world) {
            channel.denied.clear();
            channel.world.sessions.tell(Intent.GUILDS, "CHANNEL_UPDATE", channel.json());
        }
    }

    /** Archives this thread; the next message wakes it up. */
    public void archive() {
        synchronized (channel.world) {
            channel.archived = true;
            channel.world.sessions.tell(Intent.GUILDS, "THREAD_UPDATE", channel.json());
        }
    }

    /** Deletes the channel or thread; from now on every call on it is a 404 with code 10003. */
    public void delete() {
        synchronized (channel.world) {
            channel.deleted = true;
            String type = channel.kind == Channel.Kind.THREAD ? "THREAD_DELETE" : "CHANNEL_DELETE";
            channel.world.sessions.tell(Intent.GUILDS, type, channel.json());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && place.channel == channel;
    }

    @Override
    public int hashCode() {
        return channel.id.hashCode();
    }

    @Override
    public String toString() {
        return channel.name;
    }

    private String summary() {
        return messages().stream().map(Message::text).toList().toString();
    }
}
