package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.FindingEvent;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.ProposalRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One finding with all that is known of it.
 *
 * @param history     oldest first
 * @param explains    those that would go with it
 * @param proposals   about it, newest first
 * @param acknowledge whether whoever looks may, and it can be
 */
public record FindingModel(
        FindingRow finding,
        List<FindingEvent> history,
        List<FindingRow> explains,
        List<ProposalRow> proposals,
        boolean acknowledge,
        Times times) {
    public FindingModel {
        history = List.copyOf(history);
        explains = List.copyOf(explains);
        proposals = List.copyOf(proposals);
    }

    /** The newest first, and no more than can be read. */
    public List<FindingEvent> newest() {
        int from = Math.max(0, history.size() - 20);
        List<FindingEvent> newest = new ArrayList<>(history.subList(from, history.size()));
        Collections.reverse(newest);
        return newest;
    }
}
