package dev.midwatch.channels.discord;

import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.requests.RestActionImpl;

/** Asks Discord for a place that JDA was not told of: an archived thread, or direct messages. JDA's API has no such call. */
final class UnknownPlace {
    private UnknownPlace() {}

    /** Empty if there is something, but nothing to write to. */
    static RestAction<Optional<MessageChannel>> retrieve(JDA jda, String id) {
        return new RestActionImpl<>(
                jda, Route.Channels.GET_CHANNEL.compile(id), (answer, request) -> place(jda, answer.getObject()));
    }

    private static Optional<MessageChannel> place(JDA jda, DataObject channel) {
        ChannelType type = ChannelType.fromId(channel.getInt("type"));
        if (type == ChannelType.PRIVATE) {
            return Optional.of(((JDAImpl) jda).getEntityBuilder().createPrivateChannel(channel));
        }
        Guild guild = jda.getGuildById(channel.getUnsignedLong("guild_id", 0));
        boolean thread = type.isThread()
                && guild != null
                && guild.getChannelById(IThreadContainer.class, channel.getUnsignedLong("parent_id")) != null;
        // Not into the cache: there it would not be taken for archived when it wakes up.
        return thread
                ? Optional.of(
                        ((JDAImpl) jda).getEntityBuilder().createThreadChannel(null, channel, guild.getIdLong(), false))
                : Optional.empty();
    }
}
