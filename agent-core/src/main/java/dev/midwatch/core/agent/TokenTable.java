package dev.midwatch.core.agent;

import dev.midwatch.core.store.Database;
import java.time.Instant;
import java.util.List;

/** The ledger of tokens in the store. */
public final class TokenTable implements TokenLedger {
    private final Database database;

    public TokenTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(Entry entry) {
        database.note(
                "INSERT INTO token_use (job, run, model, input, output, at) VALUES (?, ?, ?, ?, ?, ?)",
                entry.job(),
                entry.run(),
                entry.model(),
                entry.input(),
                entry.output(),
                entry.at());
    }

    @Override
    public long spentSince(Instant moment) {
        return sum("at >= ?", moment);
    }

    public long spentOnRun(String run) {
        return sum("run = ?", run);
    }

    public long spentOnJob(String job, Instant since) {
        return sum("job = ? AND at >= ?", job, since);
    }

    /**
     * What a job used up within a quarter of an hour: days begin at such a one in every zone there is.
     *
     * @param calls how often a model answered it
     */
    public record Quarter(Instant from, String job, long input, long output, long calls) {}

    /** Oldest first. */
    public List<Quarter> quartersSince(Instant moment) {
        return database.query(
                "SELECT at / 900000 * 900000 AS quarter, job, sum(input) AS input, sum(output) AS output, count(*) AS calls"
                        + " FROM token_use WHERE at >= ? GROUP BY quarter, job ORDER BY quarter, job",
                row -> new Quarter(
                        row.instant("quarter"),
                        row.text("job"),
                        row.number("input"),
                        row.number("output"),
                        row.number("calls")),
                moment);
    }

    private long sum(String where, Object... args) {
        return database.one(
                        "SELECT COALESCE(SUM(input + output), 0) AS tokens FROM token_use WHERE " + where,
                        row -> row.number("tokens"),
                        args)
                .orElseThrow();
    }
}
