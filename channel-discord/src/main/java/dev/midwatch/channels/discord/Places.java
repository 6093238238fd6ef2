package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;

/** What an address means: nothing is the home channel, {@code #name} a channel, a number a channel, a thread or a person. */
final class Places {
    private final String home;

    /** @param home address of the home channel; null if none is set */
    Places(String home) {
        this.home = home == null ? "" : home.strip();
    }

    /** What a place can be found by again. A conversation with one person has an id of its own that finds nothing after a restart. */
    static String id(MessageChannel place) {
        return place instanceof PrivateChannel alone && alone.getUser() != null
                ? alone.getUser().getId()
                : place.getId();
    }

    /** The delivery target of a place. */
    static String target(MessageChannel place) {
        return "discord:" + id(place);
    }

    /** @throws DeliveryException with what a person can do about it */
    MessageChannel find(JDA jda, String address) throws DeliveryException {
        String wanted = address.isEmpty() ? home : address;
        if (wanted.isEmpty()) {
            throw DeliveryException.temporary(
                    "there is no home channel: set discord.home_channel (DISCORD_HOME_CHANNEL) to the id of one", null);
        }
        if (!wanted.matches("\\d{1,20}")) {
            return named(jda, wanted.startsWith("#") ? wanted.substring(1) : wanted);
        }
        Optional<MessageChannel> known = known(jda, wanted);
        return known.isPresent() ? known.get() : person(jda, wanted);
    }

    /** The place if it is known without asking Discord; for what is not worth waiting for. */
    Optional<MessageChannel> known(JDA jda, String address) {
        String wanted = address.isEmpty() ? home : address;
        if (!wanted.matches("\\d{1,20}")) {
            return named(jda).stream()
                    .filter(channel -> channel.getName().equals(wanted.replaceFirst("^#", "")))
                    .map(MessageChannel.class::cast)
                    .findFirst();
        }
        return Optional.<MessageChannel>ofNullable(jda.getChannelById(MessageChannel.class, wanted))
                .or(() -> jda.getPrivateChannels().stream()
                        .filter(alone -> alone.getUser() != null
                                && alone.getUser().getId().equals(wanted))
                        .map(MessageChannel.class::cast)
                        .findFirst());
    }

    private static List<GuildMessageChannel> named(JDA jda) {
        return Stream.<GuildMessageChannel>concat(jda.getTextChannels().stream(), jda.getNewsChannels().stream())
                .toList();
    }

    private static MessageChannel named(JDA jda, String name) throws DeliveryException {
        List<MessageChannel> found = named(jda).stream()
                .filter(channel -> channel.getName().equals(name))
                .map(MessageChannel.class::cast)
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw DeliveryException.temporary(
                found.isEmpty()
                        ? "there is no channel #" + name
                                + " that the bot may see: let it in, or correct the job's deliver"
                        : "there are %d channels #%s: name it by its id".formatted(found.size(), name),
                null);
    }

    private static MessageChannel person(JDA jda, String id) throws DeliveryException {
        return Calls.get(
                jda.openPrivateChannelById(id),
                "discord:" + id + " (no channel the bot may see, nor a person it can write to)");
    }
}
