package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** A card as Discord shows it: a coloured bar, a title, fields. What is too long for it becomes a file. */
final class CardEmbed {
    /** Files of one card besides the one for fields that found no room. */
    private static final int MOST_FILES = 4;

    private static final int LONGEST_LABEL = 80;
    /** Room that is kept for saying which fields found none. */
    private static final int REST = 240;

    private final EmbedBuilder embed = new EmbedBuilder();
    private final List<Field> left = new ArrayList<>();
    private final int room;
    private final CardFields fields;

    private CardEmbed(int room, CardFields fields) {
        this.room = room;
        this.fields = fields;
    }

    /**
     * @param room  so many characters it may have; at least 1,000
     * @param files gets what is too long
     */
    static MessageEmbed of(Card card, int room, TextFiles files) {
        List<Field> told =
                card.fields().stream().filter(field -> !field.value().isBlank()).toList();
        String title = SafeMarkdown.shortened(
                CardTone.mark(card.tone()) + " " + SafeMarkdown.line(card.title()), MessageEmbed.TITLE_MAX_LENGTH);
        int each = CardFields.roomForEach(told, room - title.length() - REST);
        CardEmbed made = new CardEmbed(room - REST, new CardFields(each, MOST_FILES, files));
        made.embed.setTitle(title).setColor(CardTone.colour(card.tone()));
        told.forEach(made::add);
        made.addRest(files);
        return made.embed.build();
    }

    private void add(Field field) {
        String label = SafeMarkdown.shortened(SafeMarkdown.line(field.label()), LONGEST_LABEL);
        if (embed.getFields().size() >= MessageEmbed.MAX_FIELD_AMOUNT - 1 || !fields.hasRoomFor(field)) {
            left.add(field);
            return;
        }
        String value = fields.value(field);
        if (embed.length() + label.length() + value.length() > room) {
            left.add(field);
        } else {
            embed.addField(label, value, field.shape() == Shape.SHORT);
        }
    }

    private void addRest(TextFiles files) {
        if (left.isEmpty()) {
            return;
        }
        String text = String.join(
                "\n\n",
                left.stream()
                        .map(field -> field.label() + ":\n" + field.value().strip())
                        .toList());
        String labels = String.join(", ", left.stream().map(Field::label).toList());
        String value = files.add("more", "txt", text) + ": " + SafeMarkdown.line(labels);
        embed.addField("More", SafeMarkdown.shortened(value, REST - 20), false);
    }
}
