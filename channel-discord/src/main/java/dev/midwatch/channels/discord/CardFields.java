package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import java.util.List;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** The values of a card's fields, each as long as it may be; the whole of what is cut becomes a file. */
final class CardFields {
    /** From here on a value can do with less. */
    private static final int LONG = 300;
    /** Room for what is said of a file. */
    private static final int NOTE = 90;

    private final int room;
    private final int most;
    private final TextFiles files;
    private int kept;

    /** @param most so many files */
    CardFields(int room, int most, TextFiles files) {
        this.room = room;
        this.most = most;
        this.files = files;
    }

    /** How long each of the long values may be, if all are to find their place in so many characters. */
    static int roomForEach(List<Field> fields, int all) {
        int others = 0;
        int many = 0;
        for (Field field : fields) {
            int length = Math.min(field.value().length() + 20, MessageEmbed.VALUE_MAX_LENGTH);
            others += field.label().length() + (shrinks(field) ? 0 : length);
            many += shrinks(field) ? 1 : 0;
        }
        return Math.max(LONG, Math.min(MessageEmbed.VALUE_MAX_LENGTH, (all - others) / Math.max(1, many)));
    }

    private static boolean shrinks(Field field) {
        return field.value().length() > LONG && field.shape() != Shape.COMMAND && field.shape() != Shape.SHORT;
    }

    /** Whether it fits, or there may be one file more. */
    boolean hasRoomFor(Field field) {
        int length = field.value().length();
        return kept < most
                || length < LONG / 2
                || field.shape() == Shape.SHORT
                || field.shape() == Shape.COMMAND && length < MessageEmbed.VALUE_MAX_LENGTH - NOTE;
    }

    String value(Field field) {
        return switch (field.shape()) {
            case SHORT -> SafeMarkdown.shortened(SafeMarkdown.naming(SafeMarkdown.oneLine(field.value())), LONG);
            case TEXT -> text(field);
            case COMMAND -> command(field);
            case DIFF -> code(field, "diff", true);
            case CODE -> code(field, "", false);
        };
    }

    private String text(Field field) {
        String safe = SafeMarkdown.naming(field.value());
        if (safe.length() <= room) {
            return safe;
        }
        String some = FencedText.split(Passage.of(safe), room - NOTE).get(0);
        return some + " …\n*all of it: " + keep(field, "txt") + "*";
    }

    /** Half a command is worse than none. */
    private String command(Field field) {
        String whole = Passage.code("sh", field.value().strip()).markdown();
        return whole.length() <= MessageEmbed.VALUE_MAX_LENGTH ? whole : "*" + keep(field, "sh") + "*";
    }

    /** @param beginning whether that matters most, or the end, as in a log */
    private String code(Field field, String language, boolean beginning) {
        Passage all = Passage.code(language, field.value().stripTrailing());
        if (all.markdown().length() <= room) {
            return all.markdown();
        }
        int most = room - NOTE - Passage.code(language, "").markdown().length();
        String some = beginning ? beginning(all.text(), most) : end(all.text(), most);
        String name = keep(field, language.isEmpty() ? "txt" : language);
        return "%s\n*the %s; all %d lines: %s*"
                .formatted(
                        Passage.code(language, some).markdown(),
                        beginning ? "beginning" : "end",
                        all.text().lines().count(),
                        name);
    }

    private String keep(Field field, String ending) {
        kept++;
        return files.add(field.label(), ending, field.value());
    }

    /** Whole lines, unless that leaves little. */
    private static String beginning(String text, int most) {
        int line = text.lastIndexOf('\n', most);
        return line > most / 2 ? text.substring(0, line) : text.substring(0, SafeMarkdown.cut(text, most - 1)) + "…";
    }

    private static String end(String text, int most) {
        int from = text.length() - most;
        int line = text.indexOf('\n', from - 1);
        if (line >= 0 && line < from + most / 2) {
            return text.substring(line + 1);
        }
        return "…" + text.substring(Character.isLowSurrogate(text.charAt(from + 1)) ? from + 2 : from + 1);
    }
}
