package dev.midwatch.cli.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A table in aligned columns; where they are too wide together, the widest are broken into lines. */
final class TableLines {
    private static final int GAP = 2;
    private static final int NARROWEST = 6;

    private final List<List<TableCell>> rows = new ArrayList<>();

    private TableLines(TableBlock table) {
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                rows.add(cells((TableRow) row));
            }
        }
    }

    private static List<TableCell> cells(TableRow row) {
        List<TableCell> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cells.add((TableCell) cell);
        }
        return cells;
    }

    static List<AttributedString> lines(TableBlock block, int width) {
        TableLines table = new TableLines(block);
        int[] widths = table.widths(width);
        List<AttributedString> lines = new ArrayList<>();
        for (List<TableCell> row : table.rows) {
            lines.addAll(line(row, widths));
            if (lines.size() == 1 || row == table.rows.get(0)) {
                lines.add(new AttributedString(rule(widths, width), AttributedStyle.DEFAULT.faint()));
            }
        }
        // Very many columns do not fit however narrow they are.
        return lines.stream()
                .flatMap(line -> Wrapped.hard(line, width).stream())
                .toList();
    }

    private int[] widths(int most) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> text(row.get(column)).columnLength())
                        .max()
                        .orElse(0))
                .toArray();
        int room = most - GAP * (widths.length - 1);
        while (IntStream.of(widths).sum() > room) {
            int widest = IntStream.range(0, widths.length)
                    .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                    .orElseThrow();
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static AttributedString text(TableCell cell) {
        return Inline.of(cell, cell.isHeader() ? AttributedStyle.DEFAULT.bold() : AttributedStyle.DEFAULT);
    }

    private static List<AttributedString> line(List<TableCell> row, int[] widths) {
        List<List<AttributedString>> cells = IntStream.range(0, widths.length)
                .mapToObj(column -> Wrapped.words(text(row.get(column)), Math.max(1, widths[column])))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(1);
        List<AttributedString> lines = new ArrayList<>();
        for (int at = 0; at < height; at++) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            for (int column = 0; column < widths.length; column++) {
                List<AttributedString> cell = cells.get(column);
                boolean right = row.get(column).getAlignment() == TableCell.Alignment.RIGHT;
                AttributedString text = at < cell.size() ? cell.get(at) : AttributedString.EMPTY;
                boolean last = column == widths.length - 1 && !right;
                line.append(last ? text : Wrapped.padded(text, widths[column], right))
                        .append(last ? "" : " ".repeat(GAP));
            }
            lines.add(line.toAttributedString());
        }
        return lines;
    }

    private static String rule(int[] widths, int most) {
        return "─".repeat(Math.min(most, IntStream.of(widths).sum() + GAP * (widths.length - 1)));
    }
}
