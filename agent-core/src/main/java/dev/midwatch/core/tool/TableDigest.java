package dev.midwatch.core.tool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shortens a table such as kubectl prints. The rows whose state is rare among all stay first: those are what one looks for. */
final class TableDigest {
    private static final Pattern HEADER = Pattern.compile("[A-Z][A-Z0-9()%/-]*(?: [A-Z][A-Z0-9()%/-]*)*\\s{2,}[A-Z].*");
    private static final Pattern COLUMN = Pattern.compile("\\S+(?: \\S+)*");
    private static final List<String> STATES =
            List.of("STATUS", "HEALTH STATUS", "PHASE", "STATE", "SYNC STATUS", "REASON", "READY", "TYPE");
    private static final int ROOM_FOR_COUNTS = 300;
    private static final int MOST_STATES = 8;

    private TableDigest() {}

    /** Empty if it is no table. */
    static Optional<String> of(List<String> lines, int characters) {
        if (lines.size() < 3 || !HEADER.matcher(lines.get(0)).matches()) {
            return Optional.empty();
        }
        String header = lines.get(0);
        List<String> rows = lines.subList(1, lines.size());
        Optional<Column> state = state(header);
        List<String> states = rows.stream()
                .map(row -> state.map(column -> column.of(row)).orElse(""))
                .toList();
        List<Integer> kept = keep(rows, states, characters - header.length() - ROOM_FOR_COUNTS);
        List<String> text = new ArrayList<>(List.of(header));
        kept.forEach(index -> text.add(rows.get(index)));
        text.add(leftOut(states, kept, state));
        return Optional.of(String.join("\n", text));
    }

    /** The rarest states first, as far as there is room; in the order of the table. */
    private static List<Integer> keep(List<String> rows, List<String> states, int room) {
        Map<String, Long> count = counts(states);
        List<Integer> byRarity = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> count.get(states.get(index))))
                .toList();
        TreeSet<Integer> kept = new TreeSet<>();
        int left = room;
        for (int index : byRarity) {
            left -= rows.get(index).length() + 1;
            if (left < 0) {
                break;
            }
            kept.add(index);
        }
        return List.copyOf(kept);
    }

    private static String leftOut(List<String> states, List<Integer> kept, Optional<Column> state) {
        TreeSet<Integer> shown = new TreeSet<>(kept);
        List<String> rest = IntStream.range(0, states.size())
                .filter(index -> !shown.contains(index))
                .mapToObj(states::get)
                .toList();
        String how = state.isEmpty()
                ? ""
                : counts(rest).entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(MOST_STATES)
                        .map(entry -> entry.getValue() + " " + (entry.getKey().isEmpty() ? "without" : entry.getKey()))
                        .collect(Collectors.joining(", ", " by " + state.get().name() + ": ", ""));
        return "… " + rest.size() + " of " + states.size() + " rows left out" + how;
    }

    private static Map<String, Long> counts(List<String> values) {
        return values.stream()
                .collect(Collectors.groupingBy(value -> value, LinkedHashMap::new, Collectors.counting()));
    }

    private static Optional<Column> state(String header) {
        List<Column> columns = new ArrayList<>();
        for (Matcher matcher = COLUMN.matcher(header); matcher.find(); ) {
            columns.add(new Column(matcher.group(), matcher.start()));
        }
        return STATES.stream()
                .flatMap(name -> columns.stream().filter(column -> column.name().equals(name)))
                .findFirst();
    }

    /** @param start where its values begin in each row */
    private record Column(String name, int start) {
        String of(String row) {
            if (start >= row.length()) {
                return "";
            }
            Matcher value = COLUMN.matcher(row.substring(start));
            return value.find() ? value.group() : "";
        }
    }
}
