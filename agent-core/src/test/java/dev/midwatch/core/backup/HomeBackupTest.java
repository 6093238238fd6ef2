package dev.midwatch.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.HomeLock;
import dev.midwatch.core.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeBackupTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private Home home;
    private Home other;

    @BeforeEach
    void fillADataDirectory() throws IOException {
        home = new Home(directory.resolve("home"));
        other = new Home(directory.resolve("other"));
        home.prepare();
        Files.writeString(home.env(), "OPENAI_API_KEY=test-token\n");
        Files.writeString(home.memories().resolve("MEMORY.md"), "the cluster has three nodes\n");
        Files.createDirectories(home.skills().resolve("drain"));
        Files.writeString(home.skills().resolve("drain/SKILL.md"), "how to drain\n");
        remember(home, "one");
        new Audit(home.audit(), CLOCK).record("executed", Map.of("action", "a1"));
    }

    @Test
    void bringsEverythingToAnotherDirectory() throws Exception {
        restore(other, backup(true));
        assertThat(files(other)).containsAllEntriesOf(files(home)).doesNotContainKey(".restore");
        assertThat(remembered(other)).containsExactly("one");
        assertThat(new Audit(other.audit(), CLOCK).chain().broken()).isEmpty();
        assertThat(new Audit(other.audit(), CLOCK).lines()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.env())))
                .isEqualTo("rw-------");
    }

    @Test
    void isOfOneMomentWhileOthersWriteAndOpensNoDoor() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(20);
        Thread writer = new Thread(() -> {
            for (int i = 0; !enough.get(); i++) {
                new Audit(home.audit(), CLOCK).record("executed", Map.of("action", "n" + i));
                remember(home, "n" + i);
                begun.countDown();
            }
        });
        writer.start();
        byte[] backup;
        try {
            begun.await();
            backup = backup(true);
        } finally {
            enough.set(true);
            writer.join();
        }
        restore(other, backup);
        Audit audit = new Audit(other.audit(), CLOCK);
        assertThat(audit.chain().broken()).isEmpty();
        assertThat(audit.chain().torn()).isEmpty();
        // What is in the store was written down before; of the step that came last the store may not have heard yet.
        assertThat(audit.lines())
                .hasSizeBetween(remembered(other).size(), remembered(other).size() + 1);
        try (Stream<Path> left = Files.list(home.directory())) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith(".backup"));
        }
    }

    @Test
    void holdsNoEarlierBackupAndWithoutSecretsNoneOfTheirCopies() throws Exception {
        Files.write(home.directory().resolve("midwatch-20261129-030000.zip"), backup(true));
        Files.writeString(home.directory().resolve(".env.20261129.bak"), "OPENAI_API_KEY=test-earlier\n");
        Files.writeString(home.directory().resolve("midwatch-notes.zip"), "mine");

        assertThat(entries(backup(true)))
                .contains(".env", ".env.20261129.bak", "midwatch-notes.zip")
                .doesNotContain("midwatch-20261129-030000.zip");
        assertThat(entries(backup(false))).noneMatch(name -> name.startsWith(".env"));
    }

    @Test
    void keepsNobodyWaitingWhileItIsReadSlowly() throws Exception {
        Audit audit = new Audit(home.audit(), CLOCK);
        ByteArrayOutputStream slow = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                // Whoever reads the backup is in no hurry; a step can be recorded before the next byte goes out.
                audit.record("executed", Map.of("action", "while it was read"));
                super.write(bytes, from, length);
            }
        };
        new HomeBackup(home, "1.2.3", CLOCK).write(slow, true);

        restore(other, slow.toByteArray());
        assertThat(new Audit(other.audit(), CLOCK).chain().broken()).isEmpty();
        assertThat(new Audit(other.audit(), CLOCK).lines()).hasSize(1);
        assertThat(audit.lines()).hasSizeGreaterThan(1);
    }

    @Test
    void leavesSecretsOutAndThoseThatAreThereAlone() throws Exception {
        byte[] backup = backup(false);
        assertThat(new String(backup, StandardCharsets.ISO_8859_1)).doesNotContain("test-token");
        other.prepare();
        Files.writeString(other.env(), "OPENAI_API_KEY=test-other\n");
        restore(other, backup);
        assertThat(other.env()).hasContent("OPENAI_API_KEY=test-other\n");
        assertThat(other.memories().resolve("MEMORY.md")).hasContent("the cluster has three nodes\n");
    }

    @Test
    void keepsWhatWasThereBefore() throws Exception {
        other.prepare();
        remember(other, "of before");
        Files.writeString(other.soul(), "somebody else");
        HomeRestore.Restored done = restore(other, backup(true));
        Path kept = done.replaced().orElseThrow();
        assertThat(kept).isEqualTo(other.directory().resolve("replaced-20261130-030000"));
        assertThat(kept.resolve("SOUL.md")).hasContent("somebody else");
        assertThat(remembered(new Home(kept))).containsExactly("of before");
        assertThat(remembered(other)).containsExactly("one");
    }

    @Test
    void ownBackupsHoldNoEarlierCopies() throws Exception {
        restore(home, backup(true));
        Files.createDirectories(home.directory().resolve("backups"));
        Files.writeString(home.directory().resolve("backups/state.db-schema-1"), "x");
        Files.createSymbolicLink(home.directory().resolve("link"), Files.writeString(directory.resolve("far"), "x"));
        assertThat(entries(backup(true)))
                .contains("state.db", "config.yaml", "audit.jsonl", "audit.head")
                .noneMatch(name -> name.startsWith("replaced-")
                        || name.startsWith("backups")
                        || name.startsWith(".") && !name.equals(".env")
                        || name.equals("link"));
    }

    @Test
    void waitsForTheGatewayToEnd() throws Exception {
        other.prepare();
        try (HomeLock gateway = HomeLock.acquire(other.directory(), "gateway run")) {
            assertThatThrownBy(() -> restore(other, backup(true)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("gateway run");
        }
    }

    @Test
    void comesInAtTheNextStartAndTouchesNothingBefore() throws Exception {
        byte[] backup = backup(true);
        other.prepare();
        Files.writeString(other.soul(), "somebody else");
        try (HomeLock gateway = HomeLock.acquire(other.directory(), "gateway run")) {
            new HomeRestore(other, CLOCK).atStart(new ByteArrayInputStream(backup));
        }
        assertThat(other.soul()).hasContent("somebody else");
        other.prepare();
        Path kept = new HomeRestore(other, CLOCK).carryOut().orElseThrow();
        assertThat(kept.resolve("SOUL.md")).hasContent("somebody else");
        assertThat(remembered(other)).containsExactly("one");
        assertThat(new HomeRestore(other, CLOCK).carryOut()).isEmpty();
    }

    @Test
    void refusesWhatIsNoBackupOrNotWholeAndChangesNothing() throws Exception {
        other.prepare();
        Map<String, String> before = files(other);
        byte[] backup = backup(true);
        List<byte[]> wrong = new ArrayList<>(List.of(
                new byte[0],
                "not a zip".getBytes(StandardCharsets.UTF_8),
                "SQLite format 3\0 and then nothing of the kind".getBytes(StandardCharsets.UTF_8),
                changed(backup, "SOUL.md", text -> text + "!"),
                changed(backup, BackupContents.ENTRY, text -> text.replace("SOUL.md", "SOLE.md")),
                changed(backup, BackupContents.ENTRY, text -> "{}"),
                changed(backup, BackupContents.ENTRY, text -> ""),
                renamed(backup, "SOUL.md", "../SOUL.md"),
                renamed(backup, "SOUL.md", "/SOUL.md"),
                renamed(backup, "SOUL.md", ".gateway.lock"),
                renamed(backup, "SOUL.md", "backups/SOUL.md"),
                renamed(backup, "SOUL.md", ".restore-taking-out/plan.json")));
        // What comes after the last entry is only an index.
        int whole = new String(backup, StandardCharsets.ISO_8859_1).indexOf(BackupContents.ENTRY);
        for (int length = 0; length < whole; length += whole / 40) {
            wrong.add(Arrays.copyOf(backup, length));
        }
        for (byte[] each : wrong) {
            assertThatThrownBy(() -> restore(other, each)).isInstanceOfAny(BackupException.class, IOException.class);
            assertThat(files(other)).isEqualTo(before);
            assertThat(other.isBeingRestored()).isFalse();
        }
    }

    @Test
    void refusesTheStoreOfANewerMidwatch() throws Exception {
        try (java.sql.Connection connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + home.database())) {
            connection.createStatement().execute("PRAGMA user_version = 4711");
        }
        assertThatThrownBy(() -> restore(other, backup(true)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("schema 4711")
                .hasMessageContaining("made by Midwatch 1.2.3");
    }

    @Test
    void takesTheCopyOfAStoreAlone() throws Exception {
        Path copy = directory.resolve("state.db-schema-1");
        try (Database database = Database.open(home.database())) {
            database.backup(copy);
        }
        remember(home, "two");
        HomeRestore.Restored done = restore(home, Files.readAllBytes(copy));
        assertThat(done.contents()).isEmpty();
        assertThat(remembered(home)).containsExactly("one");
        assertThat(home.memories().resolve("MEMORY.md")).exists();
        assertThat(remembered(new Home(done.replaced().orElseThrow()))).containsExactly("one", "two");
    }

    @Test
    void isFinishedWhereverItWasBrokenOff() throws Exception {
        byte[] backup = backup(true);
        Map<String, String> wanted = files(home);
        int steps = 0;
        for (boolean whole = false; !whole; steps++) {
            Home broken = new Home(directory.resolve("broken-" + steps));
            broken.prepare();
            Files.writeString(broken.soul(), "somebody else");
            whole = brokenOffAfter(steps, broken, backup);
            boolean decided = broken.isBeingRestored() || Files.exists(broken.restoreAtStart());
            if (broken.isBeingRestored()) {
                assertThatThrownBy(broken::prepare).hasMessageContaining("broken off");
            }
            if (decided) {
                new HomeRestore(broken, CLOCK).carryOut();
                assertThat(files(broken)).containsAllEntriesOf(wanted);
                assertThat(broken.directory().resolve("replaced-20261130-030000/SOUL.md"))
                        .hasContent("somebody else");
            } else if (!whole) {
                assertThat(broken.soul()).hasContent("somebody else");
            }
        }
        // Deciding, out and in for each of what is there, and the two names of the way.
        assertThat(steps).isGreaterThan(12);
    }

    /** Whether it came to its end with that many renames. */
    private static boolean brokenOffAfter(int renames, Home broken, byte[] backup) throws IOException {
        int[] left = {renames};
        Swap swap = new Swap(broken, (from, to) -> {
            if (left[0]-- == 0) {
                throw new IOException("killed");
            }
            Files.move(from, to);
        });
        swap.prepare();
        new Unpacking(swap.incoming()).of(new ByteArrayInputStream(backup));
        try {
            swap.decide(true);
            swap.carryOut(CLOCK.instant());
            return true;
        } catch (IOException killed) {
            return false;
        }
    }

    private byte[] backup(boolean secrets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HomeBackup(home, "1.2.3", CLOCK).write(out, secrets);
        return out.toByteArray();
    }

    private static HomeRestore.Restored restore(Home into, byte[] backup) throws IOException {
        return new HomeRestore(into, CLOCK).now(new ByteArrayInputStream(backup));
    }

    private static void remember(Home home, String text) {
        try (Database database = Database.open(home.database())) {
            database.update("CREATE TABLE IF NOT EXISTS remembered (text TEXT)");
            database.update("INSERT INTO remembered VALUES (?)", text);
        }
    }

    private static List<String> remembered(Home home) {
        try (Database database = Database.open(home.database())) {
            return database.query("SELECT text FROM remembered ORDER BY rowid", row -> row.text("text"));
        }
    }

    /** Path to text, but for the store's and those of a moment. */
    private static Map<String, String> files(Home home) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home.directory())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = home.directory().relativize(file).toString();
                if (!name.startsWith("state.db") && !name.endsWith(".lock") && !name.startsWith("replaced-")) {
                    found.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return found;
    }

    private static List<String> entries(byte[] backup) throws IOException {
        List<String> names = new ArrayList<>();
        rewritten(backup, (entry, bytes) -> {
            names.add(entry);
            return Map.entry(entry, bytes);
        });
        return names;
    }

    private static byte[] changed(byte[] backup, String name, UnaryOperator<String> change) throws IOException {
        return rewritten(
                backup,
                (entry, bytes) -> Map.entry(
                        entry,
                        entry.equals(name)
                                ? change.apply(new String(bytes, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : bytes));
    }

    /** With a last entry that vouches for the new name. */
    private static byte[] renamed(byte[] backup, String from, String to) throws IOException {
        byte[] vouching = changed(backup, BackupContents.ENTRY, text -> text.replace('"' + from + '"', '"' + to + '"'));
        return rewritten(vouching, (entry, bytes) -> Map.entry(entry.equals(from) ? to : entry, bytes));
    }

    private interface Rewriting {
        Map.Entry<String, byte[]> of(String name, byte[] bytes);
    }

    private static byte[] rewritten(byte[] backup, Rewriting rewriting) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(backup));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Map.Entry<String, byte[]> changed = rewriting.of(entry.getName(), in.readAllBytes());
                zip.putNextEntry(new ZipEntry(changed.getKey()));
                zip.write(changed.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
