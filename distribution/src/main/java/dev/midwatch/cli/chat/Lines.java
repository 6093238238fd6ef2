package dev.midwatch.cli.chat;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** Takes what is typed as it is, quotes and all; a backslash at a line's end lets another one follow. */
final class Lines implements Parser {
    private final DefaultParser words =
            new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && line.endsWith("\\")) {
            throw new EOFError(-1, -1, "goes on");
        }
        return words.parse(line, cursor, context);
    }

    /** Without the backslashes. */
    static String joined(String typed) {
        return typed.replace("\\\n", "\n").strip();
    }
}
