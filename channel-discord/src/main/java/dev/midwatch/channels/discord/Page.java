package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.channels.discord.TextFiles.TextFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import net.dv8tion.jda.api.utils.messages.MessageRequest;

/** One message of Discord's: a whole one of ours, or a part of it. */
record Page(String content, List<MessageEmbed> embeds, List<TextFile> files, List<Choice> choices) {
    Page {
        embeds = List.copyOf(embeds);
        files = List.copyOf(files);
        choices = List.copyOf(choices);
    }

    static Page of(String content) {
        return new Page(content, List.of(), List.of(), List.of());
    }

    Page with(List<Choice> buttons) {
        return new Page(content, embeds, files, buttons);
    }

    Page plus(MessageEmbed embed) {
        return new Page(content, joined(embeds, List.of(embed)), files, choices);
    }

    Page plus(List<TextFile> more) {
        return new Page(content, embeds, joined(files, more), choices);
    }

    boolean isTooLarge() {
        return embeds.size() > Message.MAX_EMBED_COUNT
                || embeds.stream().mapToInt(MessageEmbed::getLength).sum() > MessageEmbed.EMBED_MAX_LENGTH_BOT
                || files.size() > TextFiles.MOST;
    }

    MessageCreateData toCreate() {
        return filled(new MessageCreateBuilder()).build();
    }

    /** Whatever the message has that this page has not goes away. */
    MessageEditData toEdit() {
        return filled(new MessageEditBuilder().setReplace(true)).build();
    }

    private <B extends MessageRequest<B>> B filled(B message) {
        return message.setContent(content)
                .setEmbeds(embeds)
                .setFiles(uploads())
                .setComponents(Buttons.rows(choices))
                // As JDA does by default since Connection said so; whoever builds a message without one may not have.
                .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class))
                .mentionRepliedUser(false);
    }

    /** Whether a message on Discord is this one: it says the same. */
    boolean isThere(Message message) {
        return essence(message.getContentRaw(), message.getEmbeds()).equals(essence(content, embeds));
    }

    /** The words alone: Discord takes away blanks at the ends of things. */
    private static List<String> essence(String content, List<MessageEmbed> embeds) {
        Stream<String> words = embeds.stream()
                .flatMap(embed -> Stream.concat(
                        Stream.of(String.valueOf(embed.getTitle())),
                        embed.getFields().stream().map(field -> field.getName() + field.getValue())));
        return Stream.concat(Stream.of(content), words)
                .map(text -> text.replaceAll("[\\s\\p{Cf}]+", ""))
                .toList();
    }

    private List<FileUpload> uploads() {
        return files.stream()
                .map(file -> FileUpload.fromData(file.text().getBytes(StandardCharsets.UTF_8), file.name()))
                .toList();
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
