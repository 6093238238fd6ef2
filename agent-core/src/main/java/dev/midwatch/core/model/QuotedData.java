package dev.midwatch.core.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a conversation holds between data fences, down to letters and digits: escapes and line breaks do not hide a quotation. */
final class QuotedData {
    private static final Pattern FENCED =
            Pattern.compile("<data (\\w{1,64})[^>\\n]{0,200}>(.*?)</data \\1>", Pattern.DOTALL);

    private final String letters;

    private QuotedData(String letters) {
        this.letters = letters;
    }

    static QuotedData of(List<ChatMessage> messages) {
        StringBuilder all = new StringBuilder();
        for (ChatMessage message : messages) {
            if (!(message instanceof AiMessage)) {
                Matcher fenced = FENCED.matcher(Messages.text(message));
                while (fenced.find()) {
                    all.append(letters(fenced.group(2))).append(' ');
                }
            }
        }
        return new QuotedData(all.toString());
    }

    boolean has(String text) {
        return letters.contains(letters(text));
    }

    private static String letters(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
