package dev.midwatch.core.chat;

import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;

/** What the commands look at and set going. */
public record CommandParts(
        WatchState watch,
        FindingLedger ledger,
        Silencing silencing,
        ProposalStore proposals,
        Budget budget,
        Cycle cycle,
        CheckCatalog checks,
        Scheduler scheduler,
        Audit audit) {}
