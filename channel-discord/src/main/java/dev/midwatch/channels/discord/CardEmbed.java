package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Card;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** A card as Discord shows it: a coloured bar, a title, fields. What is too long for it becomes a file. */
final class CardEmbed {
    /** All embeds of a message together may have 6,000 characters. */
    private static final int MOST = 5_500;
    /** Room for what is said of a file, and for the fences. */
    private static final int MOST_CODE = MessageEmbed.VALUE_MAX_LENGTH - 64;

    private final EmbedBuilder embed = new EmbedBuilder();
    private final TextFiles files;
    private int fields;
    private int kept;

    private CardEmbed(TextFiles files) {
        this.files = files;
    }

    /** @param files gets what is too long */
    static MessageEmbed of(Card card, TextFiles files) {
        CardEmbed made = new CardEmbed(files);
        String title = mark(card.tone()) + " " + SafeMarkdown.of(card.title());
        made.embed.setTitle(shortened(title, MessageEmbed.TITLE_MAX_LENGTH)).setColor(colour(card.tone()));
        card.fields().forEach(made::add);
        return made.embed.build();
    }

    private void add(Card.Field field) {
        if (field.value().isBlank() || fields == MessageEmbed.MAX_FIELD_AMOUNT) {
            return;
        }
        String value = switch (field.shape()) {
            case SHORT -> shortened(SafeMarkdown.naming(field.value()), MessageEmbed.VALUE_MAX_LENGTH);
            case TEXT -> text(field);
            case COMMAND -> code(field, "sh", false);
            case DIFF -> code(field, "diff", false);
            case CODE -> code(field, "", true);
        };
        String label = shortened(field.label(), MessageEmbed.TITLE_MAX_LENGTH);
        if (embed.length() + label.length() + value.length() > MOST) {
            value = "see " + kept(field, "txt");
        }
        embed.addField(label, value, field.shape() == Card.Shape.SHORT);
        fields++;
    }

    private String text(Card.Field field) {
        String safe = SafeMarkdown.naming(field.value());
        return safe.length() <= MessageEmbed.VALUE_MAX_LENGTH
                ? safe
                : shortened(safe, MOST_CODE) + "\nwhole: " + kept(field, "txt");
    }

    /** @param newest whether the end matters most, as in a log, or the beginning */
    private String code(Card.Field field, String language, boolean newest) {
        String safe = SafeMarkdown.unfenced(field.value().strip());
        String note = "";
        int room = MOST_CODE - language.length();
        if (safe.length() > room) {
            String ending = language.equals("diff") ? "diff" : "txt";
            note = "whole: " + kept(field, ending);
            safe = newest ? end(safe, room) : shortened(safe, room);
        }
        return "```" + language + "\n" + safe + "\n```" + note;
    }

    /** The name of the file that has it, or what to do where there are too many. */
    private String kept(Card.Field field, String ending) {
        return kept++ < TextFiles.MOST ? files.add(field.label(), ending, field.value()) : "too long for here";
    }

    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int cut = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, cut) + "…";
    }

    private static String end(String text, int most) {
        int from = text.length() - most + 1;
        return "…" + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }

    /** Not everybody sees colours. */
    private static String mark(Card.Tone tone) {
        return switch (tone) {
            case CRITICAL -> "🔴";
            case WARNING -> "🟠";
            case INFO -> "🔵";
            case ASKING -> "🔧";
            case UNDER_WAY -> "⏳";
            case GOOD -> "✅";
            case BAD -> "❌";
            case VOID -> "⚪";
        };
    }

    private static int colour(Card.Tone tone) {
        return switch (tone) {
            case CRITICAL, BAD -> 0xD83A3A;
            case WARNING -> 0xE8912D;
            case INFO -> 0x3B82C4;
            case ASKING -> 0x8A63D2;
            case UNDER_WAY -> 0xD4B106;
            case GOOD -> 0x2E9E5B;
            case VOID -> 0x80848E;
        };
    }
}
