package dev.midwatch.cli.chat;

import dev.midwatch.core.text.PlainText;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * What stands above the line that is being typed. Our own words begin at the edge; whatever a model wrote is set in, so that it cannot pass
 * for them.
 */
final class Screen {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final String MARGIN = "  ";
    private static final int USUAL_WIDTH = 80;
    private static final int WIDEST = 120;

    private final Terminal terminal;
    private final LineReader reader;
    private final boolean colours;

    Screen(Terminal terminal, LineReader reader, boolean colours) {
        this.terminal = terminal;
        this.reader = reader;
        this.colours = colours;
    }

    /** Something of ours. */
    void note(String text) {
        print(List.of(styled(text, PLAIN)));
    }

    /** Something of ours that need not be read. */
    void aside(String text) {
        print(List.of(styled(text, PLAIN.faint())));
    }

    void trouble(String text) {
        print(List.of(styled(text, PLAIN.foreground(AttributedStyle.RED))));
    }

    /** Something that waits for whoever is typing. */
    void ask(String text) {
        print(List.of(styled(text, PLAIN.bold().foreground(AttributedStyle.YELLOW))));
    }

    void gap() {
        print(List.of(AttributedString.EMPTY));
    }

    /** What somebody else wrote. */
    void markdown(String text) {
        print(Wrapped.indented(MarkdownText.lines(text, width() - MARGIN.length() - 1), MARGIN, MARGIN, PLAIN));
    }

    /** What somebody else wrote, as it is. */
    void text(String text) {
        AttributedString plain =
                new AttributedString(Inline.plain(PlainText.ofProcess().of(text)));
        print(Wrapped.indented(Wrapped.hard(plain, width() - MARGIN.length() - 1), MARGIN, MARGIN, PLAIN));
    }

    private int width() {
        int columns = terminal.getSize().getColumns();
        return columns <= 0 ? USUAL_WIDTH : Math.min(WIDEST, columns);
    }

    private static AttributedString styled(String text, AttributedStyle style) {
        return new AttributedString(PlainText.ofProcess().of(text), style);
    }

    private synchronized void print(List<AttributedString> lines) {
        if (lines.isEmpty()) {
            return;
        }
        AttributedString all = AttributedString.join(AttributedString.NEWLINE, lines);
        // Nothing at all would be no line.
        String shown = all.length() == 0 ? " " : colours ? all.toAnsi(terminal) : all.toString();
        reader.printAbove(shown);
    }
}
