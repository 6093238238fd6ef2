package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.ErrorResponse;

/** What an address means: nothing is the home channel, {@code #name} a channel, a number a channel, a thread or a person. */
final class Places {
    private final String home;

    /** @param home address of the home channel; null if none is set */
    Places(String home) {
        this.home = home == null ? "" : home.strip().replaceFirst("^discord:", "");
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

    /** What stands behind the name of the channel in a delivery target. */
    static String address(String target) {
        int colon = target.indexOf(':');
        return colon < 0 ? "" : target.substring(colon + 1);
    }

    /** What people call it. */
    static String name(MessageChannel place) {
        if (place instanceof PrivateChannel alone) {
            return alone.getUser() == null
                    ? "direct messages"
                    : "direct messages to " + alone.getUser().getName();
        }
        return place instanceof ThreadChannel ? "the thread \"" + place.getName() + "\"" : "#" + place.getName();
    }

    /** @throws DeliveryException with what a person can do about it */
    MessageChannel find(JDA jda, String address) throws DeliveryException {
        String wanted = address.isEmpty() ? home : address;
        if (wanted.isEmpty()) {
            throw DeliveryException.temporary(
                    "there is no home channel: set discord.home_channel (DISCORD_HOME_CHANNEL) to the id of one", null);
        }
        if (!isId(wanted)) {
            return named(jda, wanted);
        }
        Optional<MessageChannel> known = known(jda, wanted);
        return known.isPresent() ? known.get() : unknown(jda, wanted, address.isEmpty());
    }

    /** The place if it is known without asking Discord; for what is not worth waiting for. */
    Optional<MessageChannel> known(JDA jda, String address) {
        String wanted = address.isEmpty() ? home : address;
        if (!isId(wanted)) {
            return named(jda).filter(channel -> isCalled(channel, wanted)).findFirst();
        }
        return Optional.<MessageChannel>ofNullable(jda.getChannelById(MessageChannel.class, wanted))
                .or(() -> jda.getPrivateChannels().stream()
                        .filter(alone -> id(alone).equals(wanted))
                        .map(MessageChannel.class::cast)
                        .findFirst());
    }

    private static boolean isId(String address) {
        return address.matches("\\d{1,19}");
    }

    /** On the home channel's server, where there is one: others can invite a bot, and call a channel of theirs alike. */
    private Stream<MessageChannel> named(JDA jda) {
        Optional<Guild> server = Optional.of(home)
                .filter(Places::isId)
                .map(id -> jda.getChannelById(GuildMessageChannel.class, id))
                .map(GuildMessageChannel::getGuild);
        return Stream.<GuildMessageChannel>concat(jda.getTextChannels().stream(), jda.getNewsChannels().stream())
                .filter(channel -> server.isEmpty() || channel.getGuild().equals(server.get()))
                .map(MessageChannel.class::cast);
    }

    private static boolean isCalled(MessageChannel channel, String name) {
        return channel.getName().equalsIgnoreCase(name.replaceFirst("^#", ""));
    }

    private MessageChannel named(JDA jda, String name) throws DeliveryException {
        List<MessageChannel> found =
                named(jda).filter(channel -> isCalled(channel, name)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        requireServer(jda);
        String called = "#" + name.replaceFirst("^#", "");
        if (found.isEmpty()) {
            throw DeliveryException.temporary(
                    "there is no channel " + called + ": make it, let the bot in, or correct the job's deliver", null);
        }
        String ids = found.stream().map(channel -> "discord:" + channel.getId()).collect(Collectors.joining(" or "));
        throw DeliveryException.temporary(
                "there are %d channels %s: say %s".formatted(found.size(), called, ids), null);
    }

    private static void requireServer(JDA jda) throws DeliveryException {
        if (jda.getGuilds().isEmpty()) {
            throw DeliveryException.temporary(
                    "the bot is on no server: invite it (midwatch doctor shows the link)", null);
        }
    }

    /** A thread that sleeps, or somebody the bot has not written to since it started. */
    private static MessageChannel unknown(JDA jda, String id, boolean home) throws DeliveryException {
        String name = "discord:" + id;
        try {
            Optional<MessageChannel> place = Calls.get(() -> UnknownPlace.retrieve(jda, id), name);
            if (place.isPresent()) {
                return place.get();
            }
            requireServer(jda);
            throw DeliveryException.temporary(
                    name + " is no place to write to: correct discord.home_channel or the job's deliver", null);
        } catch (DeliveryException e) {
            if (!Refusals.is(e, ErrorResponse.UNKNOWN_CHANNEL)) {
                throw e;
            }
        }
        try {
            return Calls.get(() -> jda.openPrivateChannelById(id), name);
        } catch (DeliveryException e) {
            if (!Refusals.isFinal(e) || Refusals.is(e, ErrorResponse.CANNOT_SEND_TO_USER)) {
                throw e;
            }
            String gone = "%s is neither a channel, nor a thread, nor a person any more: ".formatted(name);
            // Ids do not come back; but who sets another home gets the message there.
            throw home
                    ? DeliveryException.temporary(
                            gone + "set discord.home_channel (DISCORD_HOME_CHANNEL) to another", null)
                    : DeliveryException.permanent(gone + "correct the job's deliver");
        }
    }
}
