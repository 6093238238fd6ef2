package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.signin.Needs;
import java.util.ArrayList;
import java.util.List;

/** The table: everything the API does. */
final class Operations {
    private Operations() {}

    /** @param metrics what the measurements need */
    static List<Operation> of(View view, EventStream events, Needs metrics) {
        List<Operation> all = new ArrayList<>();
        all.addAll(new MachineOperations(view.instruments(), events, metrics).all());
        all.addAll(new WatchOperations(view).all());
        all.addAll(new FindingOperations(view.findings(), view.status()).all());
        all.addAll(new SilenceOperations(view.findings()).all());
        all.addAll(new JobOperations(view.jobs()).all());
        all.addAll(new RunOperations(view.runs()).all());
        all.addAll(new ProposalOperations(view.proposals()).all());
        all.addAll(new SessionOperations(view.sessions()).all());
        all.addAll(new MemoryOperations(view.memories()).all());
        all.addAll(new SettingOperations(view.settings()).all());
        return all;
    }
}
