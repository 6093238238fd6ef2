package dev.midwatch.cli.chat;

import dev.midwatch.core.text.VisibleText;
import java.util.function.UnaryOperator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The words of a block, with their looks. A link says where it leads, and an image is none. */
final class Inline extends AbstractVisitor {
    static final AttributedStyle CODE = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);

    private final AttributedStringBuilder text = new AttributedStringBuilder();
    private AttributedStyle style;

    private Inline(AttributedStyle style) {
        this.style = style;
    }

    static AttributedString of(Node block, AttributedStyle style) {
        Inline inline = new Inline(style);
        inline.visitChildren(block);
        return inline.text.toAttributedString();
    }

    /** An entity may stand for a character that hides. */
    static String plain(String literal) {
        return VisibleText.of(literal).replace("\t", "    ");
    }

    @Override
    public void visit(Text words) {
        add(words.getLiteral(), style);
    }

    @Override
    public void visit(Code code) {
        add(code.getLiteral(), CODE);
    }

    @Override
    public void visit(HtmlInline html) {
        add(html.getLiteral(), style);
    }

    @Override
    public void visit(Emphasis emphasis) {
        within(emphasis, AttributedStyle::italic);
    }

    @Override
    public void visit(StrongEmphasis strong) {
        within(strong, AttributedStyle::bold);
    }

    @Override
    public void visit(Link link) {
        int start = text.length();
        within(link, AttributedStyle::underline);
        if (!text.subSequence(start, text.length()).toString().equals(link.getDestination())) {
            add(" (" + link.getDestination() + ")", style);
        }
    }

    @Override
    public void visit(Image image) {
        add("[image: ", style);
        visitChildren(image);
        add(" " + image.getDestination() + "]", style);
    }

    @Override
    public void visit(SoftLineBreak end) {
        text.append("\n");
    }

    @Override
    public void visit(HardLineBreak end) {
        text.append("\n");
    }

    private void within(Node node, UnaryOperator<AttributedStyle> looks) {
        AttributedStyle before = style;
        style = looks.apply(style);
        visitChildren(node);
        style = before;
    }

    private void add(String literal, AttributedStyle looks) {
        text.styled(looks, plain(literal));
    }
}
