package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** What is to be said, in as many messages as Discord wants for it. */
final class Pages {
    /** Nobody reads more than that many messages in a row; the rest is a file. */
    private static final int MOST_PAGES = 4;
    /** A code block of this length is a log. */
    private static final int LONG_BLOCK = 1_500;

    private static final Pattern BLOCK = Pattern.compile("(?m)^```[^`\n]*\n(.*?)\n?^```$", Pattern.DOTALL);

    private Pages() {}

    /** At least one. */
    static List<Page> of(OutboundMessage message) {
        List<Page> pages = message.layout()
                .filter(layout -> !layout.cards().isEmpty())
                .map(layout -> {
                    List<Page> all = text(layout.lead());
                    addCards(layout.cards(), all);
                    return all;
                })
                .orElseGet(() -> text(message.text()));
        if (pages.isEmpty()) {
            pages.add(Page.of("(nothing to say)"));
        }
        int last = pages.size() - 1;
        pages.set(last, pages.get(last).with(message.choices()));
        return pages;
    }

    /** The same for an answer to a command or a click. */
    static List<Page> of(String text) {
        return of(OutboundMessage.of("", "discord", text));
    }

    private static List<Page> text(String markdown) {
        TextFiles files = new TextFiles();
        List<String> parts =
                FencedText.split(SafeMarkdown.of(withoutLogs(markdown, files)), Message.MAX_CONTENT_LENGTH);
        if (parts.size() > MOST_PAGES || files.all().size() > TextFiles.MOST) {
            TextFiles whole = new TextFiles();
            String name = whole.add("message", "md", markdown);
            String begin = FencedText.split(SafeMarkdown.of(markdown), Message.MAX_CONTENT_LENGTH - 100)
                    .get(0);
            return new ArrayList<>(List.of(new Page(begin + "\n… whole: " + name, List.of(), whole.all(), List.of())));
        }
        List<Page> pages = new ArrayList<>(parts.stream().map(Page::of).toList());
        if (!files.all().isEmpty()) {
            int last = pages.size() - 1;
            pages.set(last, new Page(pages.get(last).content(), List.of(), files.all(), List.of()));
        }
        return pages;
    }

    private static String withoutLogs(String markdown, TextFiles files) {
        Matcher block = BLOCK.matcher(markdown);
        return block.replaceAll(match -> Matcher.quoteReplacement(
                match.group(1).length() <= LONG_BLOCK
                        ? match.group()
                        : "*(%d lines: %s)*"
                                .formatted(match.group(1).lines().count(), files.add("log", "txt", match.group(1)))));
    }

    private static void addCards(List<Card> cards, List<Page> pages) {
        Page open = pages.isEmpty() ? Page.of("") : pages.remove(pages.size() - 1);
        TextFiles files = new TextFiles();
        for (Card card : cards) {
            int before = files.all().size();
            MessageEmbed embed = CardEmbed.of(card, files);
            List<TextFiles.TextFile> own =
                    files.all().subList(before, files.all().size());
            if (!fits(open, embed, own)) {
                pages.add(open);
                open = Page.of("");
            }
            open = new Page(open.content(), plus(open.embeds(), embed), plus(open.files(), own), List.of());
        }
        pages.add(open);
    }

    private static boolean fits(Page page, MessageEmbed embed, List<TextFiles.TextFile> files) {
        int length = page.embeds().stream().mapToInt(MessageEmbed::getLength).sum() + embed.getLength();
        return page.embeds().size() < Message.MAX_EMBED_COUNT
                && length <= MessageEmbed.EMBED_MAX_LENGTH_BOT
                && page.files().size() + files.size() <= TextFiles.MOST;
    }

    private static <T> List<T> plus(List<T> some, T one) {
        return plus(some, List.of(one));
    }

    private static <T> List<T> plus(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
