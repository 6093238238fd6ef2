package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A ledger with findings of every state, names that are hard on patterns, and many that came at the same moment; the same for one seed. */
final class FilledLedger implements AutoCloseable {
    static final List<String> WORDS = List.of(
            "", "web", "Web", "w*b", "a?c", "[x]", "50%", "a_b", "c\\d", "it's", "\"q\"", "Käse", "käse", "x\ny",
            "shop");

    final Database database;
    final FindingQuery query;
    final List<LedgerEntry> entries = new ArrayList<>();
    private final Random random;

    FilledLedger(Path file, int number, long seed) {
        this.database = Database.open(file);
        this.query = new FindingQuery(database);
        this.random = new Random(seed);
        FindingStore store = new FindingStore(database);
        database.inTransaction(() -> {
            for (int i = 0; i < number; i++) {
                LedgerEntry entry = entry(i);
                store.save(entry);
                entries.add(entry);
            }
        });
    }

    String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    Random random() {
        return random;
    }

    private LedgerEntry entry(int i) {
        ObjectRef owner = new ObjectRef("apps/v1", random.nextBoolean() ? "Deployment" : word(), word(), word(), "");
        Finding finding = Finding.of("Reason" + i % 7, Severity.values()[random.nextInt(3)], owner)
                .causeClass(Integer.toString(i))
                .summary("summary of " + i + " " + word())
                .evidence("log", "a line of evidence, as long as they are ".repeat(8));
        Observed observed = new Observed("test", List.of("test-check"), finding.fingerprint(), finding, 1, cause());
        Instant first = Samples.NOON.plusSeconds(random.nextInt(20));
        Spell spell = new Spell(first, first, 1, maybe(first, 4), Optional.empty(), List.of(first), maybe(first, 6));
        Told told = new Told(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                random.nextInt(5) == 0 ? Optional.of("roger") : Optional.empty());
        return new LedgerEntry(observed, spell, told);
    }

    private Optional<String> cause() {
        return !entries.isEmpty() && random.nextInt(3) == 0
                ? Optional.of(entries.get(random.nextInt(Math.min(20, entries.size())))
                        .fingerprint())
                : Optional.empty();
    }

    private Optional<Instant> maybe(Instant moment, int oneOf) {
        return random.nextInt(oneOf) == 0 ? Optional.of(moment) : Optional.empty();
    }

    @Override
    public void close() {
        database.close();
    }
}
