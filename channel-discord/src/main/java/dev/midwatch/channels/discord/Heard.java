package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.InboundMessage;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.SelfUser;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.unions.MessageChannelUnion;

/**
 * A message that somebody wrote where the bot can read.
 *
 * @param mentioned whether it names the bot
 * @param answered  whether it answers a message of the bot's
 */
record Heard(Message message, boolean mentioned, boolean answered) {
    static Heard of(Message message) {
        SelfUser self = message.getJDA().getSelfUser();
        Message earlier = message.getReferencedMessage();
        return new Heard(
                message,
                message.getMentions().isMentioned(self, Message.MentionType.USER),
                earlier != null && earlier.getAuthor().equals(self));
    }

    /** Whether it is meant for the bot: names it, answers it, or stands where there are only the two. Other bots never are. */
    boolean isForUs() {
        boolean person = !message.getAuthor().isBot()
                && !message.isWebhookMessage()
                && (message.getType() == MessageType.DEFAULT || message.getType() == MessageType.INLINE_REPLY);
        boolean legible = mentioned
                || !message.getContentRaw().isBlank()
                || !message.getAttachments().isEmpty();
        return person && legible && (mentioned || answered || !message.isFromGuild() || isOurThread());
    }

    private boolean isOurThread() {
        return message.getChannel() instanceof ThreadChannel thread
                && thread.getOwnerId().equals(message.getJDA().getSelfUser().getId());
    }

    /** Whether {@link #toMessage} need not ask Discord for anything. */
    boolean isAtHand() {
        return message.isFromGuild() && message.getAttachments().isEmpty();
    }

    InboundMessage toMessage() {
        MessageChannelUnion channel = message.getChannel();
        String words = message.getContentRaw()
                .replaceAll("<@!?" + message.getJDA().getSelfUser().getId() + ">", "")
                .strip();
        // Who only calls its name wants to know what it can do.
        String text = words.isEmpty() && message.getAttachments().isEmpty() ? "/help" : words;
        return new InboundMessage(
                Places.target(channel),
                People.of(message.getAuthor(), message.getMember()),
                text,
                Optional.ofNullable(message.getReferencedMessage())
                        .filter(earlier -> answered)
                        .map(earlier -> Mail.id(channel, earlier.getId())),
                AttachedText.of(message.getAttachments()));
    }
}
