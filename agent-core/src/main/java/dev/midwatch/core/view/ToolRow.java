package dev.midwatch.core.view;

import java.util.List;

/**
 * A tool, and whether somebody of a level gets it.
 *
 * @param from        the skill that brings it, or {@code midwatch}
 * @param kind        read or action
 * @param offered     whether it is offered
 * @param why         the grounds, or why it is withheld
 * @param permissions what it needs of the cluster
 */
public record ToolRow(
        String name,
        String from,
        String kind,
        String description,
        boolean offered,
        String why,
        List<String> permissions) {
    public ToolRow {
        permissions = List.copyOf(permissions);
    }
}
