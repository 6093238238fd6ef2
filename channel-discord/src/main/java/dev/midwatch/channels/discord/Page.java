package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.OutboundMessage.Choice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/** One message of Discord's: a whole one of ours, or a part of it. */
record Page(String content, List<MessageEmbed> embeds, List<TextFiles.TextFile> files, List<Choice> choices) {
    private static final int MOST_ROWS = 5;
    private static final int MOST_IN_ROW = 5;

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

    MessageCreateData toCreate() {
        return new MessageCreateBuilder()
                .setContent(content)
                .setEmbeds(embeds)
                .setFiles(uploads())
                .setComponents(rows())
                .build();
    }

    MessageEditData toEdit() {
        return new MessageEditBuilder()
                .setReplace(true)
                .setContent(content)
                .setEmbeds(embeds)
                .setFiles(uploads())
                .setComponents(rows())
                .build();
    }

    /** Whether a message on Discord is this one: it says the same. */
    boolean isThere(Message message) {
        return message.getContentRaw().strip().equals(content.strip())
                && essence(message.getEmbeds()).equals(essence(embeds));
    }

    private static List<String> essence(List<MessageEmbed> embeds) {
        return embeds.stream()
                .map(embed -> embed.getTitle()
                        + embed.getFields().stream()
                                .map(field -> "\n" + field.getName() + "\n"
                                        + String.valueOf(field.getValue()).strip())
                                .toList())
                .toList();
    }

    private List<FileUpload> uploads() {
        return files.stream()
                .map(file -> FileUpload.fromData(file.text().getBytes(StandardCharsets.UTF_8), file.name()))
                .toList();
    }

    /** A row for each thing that is to be decided, while there are rows enough. */
    private List<ActionRow> rows() {
        Map<String, List<Choice>> byThing = new LinkedHashMap<>();
        choices.forEach(choice -> byThing.computeIfAbsent(
                        choice.value().replaceFirst("^[^:]*:", ""), thing -> new ArrayList<>())
                .add(choice));
        boolean fits =
                byThing.size() <= MOST_ROWS && byThing.values().stream().allMatch(row -> row.size() <= MOST_IN_ROW);
        List<List<Choice>> rows = fits ? List.copyOf(byThing.values()) : chunks(choices);
        return rows.stream()
                .limit(MOST_ROWS)
                .map(row -> ActionRow.of(row.stream().map(Page::button).toList()))
                .toList();
    }

    private static List<List<Choice>> chunks(List<Choice> all) {
        List<List<Choice>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_IN_ROW) {
            chunks.add(all.subList(from, Math.min(all.size(), from + MOST_IN_ROW)));
        }
        return chunks;
    }

    private static Button button(Choice choice) {
        String label = CardEmbed.shortened(choice.label(), Button.LABEL_MAX_LENGTH);
        return choice.approves() ? Button.success(choice.value(), label) : Button.secondary(choice.value(), label);
    }
}
