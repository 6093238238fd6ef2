package dev.midwatch.cli.chat;

import dev.midwatch.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * What a model wrote, as a terminal shows it. The model repeats what stands in logs and annotations, so anybody may have written it: nothing
 * hides in it, and no line is as wide as the terminal, which would break it and begin it at the edge, where our own lines begin.
 */
final class MarkdownText {
    /** Blocks within blocks, and looks within looks; what is deeper is text. */
    private static final int DEEPEST = 24;

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final int NARROWEST = 8;

    private MarkdownText() {}

    static List<AttributedString> lines(String markdown, int width) {
        return children(PARSER.parse(PlainText.ofProcess().of(markdown)), width, true);
    }

    private static List<AttributedString> children(Node parent, int width, boolean apart) {
        List<AttributedString> lines = new ArrayList<>();
        for (Node block = parent.getFirstChild(); block != null; block = block.getNext()) {
            if (apart && !lines.isEmpty()) {
                lines.add(AttributedString.EMPTY);
            }
            lines.addAll(block(block, Math.max(NARROWEST, width)));
        }
        return lines;
    }

    private static List<AttributedString> block(Node block, int width) {
        if (block instanceof Heading) {
            return Wrapped.words(Inline.of(block, PLAIN.bold()), width);
        } else if (block instanceof FencedCodeBlock code) {
            return code(code.getLiteral(), width);
        } else if (block instanceof IndentedCodeBlock code) {
            return code(code.getLiteral(), width);
        } else if (block instanceof HtmlBlock html) {
            return Wrapped.words(new AttributedString(Inline.plain(html.getLiteral())), width);
        } else if (block instanceof ListBlock list) {
            return list(list, width);
        } else if (block instanceof BlockQuote) {
            return within(block, "│ ", "│ ", FAINT, width, true);
        } else if (block instanceof ThematicBreak) {
            return List.of(new AttributedString("─".repeat(Math.min(width, 40)), FAINT));
        } else if (block instanceof TableBlock table) {
            return TableLines.lines(table, width);
        }
        return Wrapped.words(Inline.of(block, PLAIN), width);
    }

    private static List<AttributedString> code(String literal, int width) {
        AttributedString text = new AttributedString(Inline.plain(literal.stripTrailing()), Inline.CODE);
        return Wrapped.indented(Wrapped.hard(text, width - 2), "  ", "  ", PLAIN);
    }

    private static List<AttributedString> list(ListBlock list, int width) {
        List<AttributedString> lines = new ArrayList<>();
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (!list.isTight() && !lines.isEmpty()) {
                lines.add(AttributedString.EMPTY);
            }
            String mark = list instanceof OrderedList ? number++ + ". " : "• ";
            lines.addAll(within(item, mark, " ".repeat(mark.length()), PLAIN, width, !list.isTight()));
        }
        return lines;
    }

    /** Set in behind a mark; where no room is left for that, as it is. */
    private static List<AttributedString> within(
            Node parent, String first, String others, AttributedStyle style, int width, boolean apart) {
        int left = width - first.length();
        if (left < NARROWEST) {
            return children(parent, width, apart);
        }
        List<AttributedString> inside = children(parent, left, apart);
        boolean empty = inside.isEmpty() && parent instanceof ListItem;
        return Wrapped.indented(empty ? List.of(AttributedString.EMPTY) : inside, first, others, style);
    }
}
