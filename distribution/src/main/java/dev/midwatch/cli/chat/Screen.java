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
    private static final int WIDEST_CHARACTER = 2;

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
        own(text, PLAIN);
    }

    /** Something of ours that need not be read. */
    void aside(String text) {
        own(text, PLAIN.faint());
    }

    void trouble(String text) {
        own(text, PLAIN.foreground(AttributedStyle.RED));
    }

    /** Something that waits for whoever is typing. */
    void ask(String text) {
        own(text, PLAIN.bold().foreground(AttributedStyle.YELLOW));
    }

    void gap() {
        print(List.of(AttributedString.EMPTY));
    }

    /** What somebody else wrote. */
    void markdown(String text) {
        print(Wrapped.indented(fitting(MarkdownText.lines(text, room())), MARGIN, MARGIN, PLAIN));
    }

    /** What somebody else wrote, as it is. */
    void text(String text) {
        print(Wrapped.indented(fitting(List.of(styled(text, PLAIN))), MARGIN, MARGIN, PLAIN));
    }

    /** Our words may repeat what a model chose, so that only their beginning is at the edge. */
    private void own(String text, AttributedStyle style) {
        print(Wrapped.indented(fitting(List.of(styled(text, style))), "", MARGIN, PLAIN));
    }

    private List<AttributedString> fitting(List<AttributedString> lines) {
        int room = room();
        return lines.stream().flatMap(line -> Wrapped.hard(line, room).stream()).toList();
    }

    /** What is left of a line beside the margin, and the last column, behind which a terminal begins the next line. */
    private int room() {
        int columns = terminal.getSize().getColumns();
        int width = columns <= 0 ? USUAL_WIDTH : Math.min(WIDEST, columns);
        return Math.max(WIDEST_CHARACTER, width - MARGIN.length() - 1);
    }

    private static AttributedString styled(String text, AttributedStyle style) {
        return new AttributedString(Inline.plain(PlainText.ofProcess().of(text)), style);
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
