package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.FindingRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of the list of findings.
 *
 * @param groups by namespace, that of the gravest finding first
 */
public record FindingsModel(List<Group> groups, Paging paging, Times times) {
    public FindingsModel {
        groups = List.copyOf(groups);
    }

    /**
     * The findings of one namespace.
     *
     * @param name as people call it
     */
    public record Group(String name, List<Item> items) {
        public Group {
            items = List.copyOf(items);
        }
    }

    /**
     * A finding, and the first of those that it explains.
     *
     * @param more how many others it explains
     */
    public record Item(FindingRow finding, List<FindingRow> explains, long more) {
        public Item {
            explains = List.copyOf(explains);
        }
    }

    static FindingsModel of(List<Item> items, Paging paging, Times times) {
        Map<String, List<Item>> groups = new LinkedHashMap<>();
        items.forEach(item -> groups.computeIfAbsent(
                        item.finding().owner().namespace().orElse(""), fresh -> new ArrayList<>())
                .add(item));
        return new FindingsModel(
                groups.entrySet().stream()
                        .map(group -> new Group(name(group.getKey()), group.getValue()))
                        .toList(),
                paging,
                times);
    }

    private static String name(String namespace) {
        return namespace.isEmpty() ? "The cluster itself" : "Namespace " + namespace;
    }
}
