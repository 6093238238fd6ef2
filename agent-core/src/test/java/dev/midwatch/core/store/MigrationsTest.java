package dev.midwatch.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    @TempDir
    Path home;

    private long version(Database database) {
        return database.transaction(() -> database.one("PRAGMA user_version", row -> row.number("user_version")))
                .orElseThrow();
    }

    @Test
    void areNumberedUpwardsAndAllPresent() {
        assertThat(List.of(Migrations.ALL)).isSorted().doesNotHaveDuplicates();
        assertThat(Migrations.ALL).allMatch(name -> name.matches("\\d{4}-[a-z-]+"));
        try (Database database = Database.open(home.resolve("state.db"))) {
            assertThat(version(database)).isEqualTo(Migrations.all().newest());
        }
    }

    @Test
    void applyOnlyWhatIsMissing() {
        Path file = home.resolve("state.db");
        try (Database first = Database.open(file, new Migrations(List.of("9001-notes")))) {
            first.update("INSERT INTO note (text) VALUES ('old')");
        }
        try (Database second = Database.open(file, new Migrations(List.of("9001-notes", "9002-search")))) {
            second.update("INSERT INTO note (text) VALUES ('new')");
            assertThat(second.query("SELECT text FROM found ORDER BY text", row -> row.text("text")))
                    .containsExactly("new");
            assertThat(version(second)).isEqualTo(9002);
        }
    }

    @Test
    void keepTheStoreAsItWasBefore() {
        Path file = home.resolve("state.db");
        Path backups = home.resolve("backups");
        try (Database first = Database.open(file, new Migrations(List.of("9001-notes")))) {
            first.update("INSERT INTO note (text) VALUES ('old')");
        }
        assertThat(backups).doesNotExist();
        try (Database second = Database.open(file, new Migrations(List.of("9001-notes", "9002-search")))) {
            second.update("INSERT INTO note (text) VALUES ('new')");
        }
        try (Database kept = Database.openForeign(backups.resolve("state.db-schema-9001"))) {
            assertThat(kept.one("SELECT user_version FROM pragma_user_version", row -> row.number("user_version")))
                    .contains(9001L);
            assertThat(kept.query("SELECT text FROM note", row -> row.text("text")))
                    .containsExactly("old");
        }
        Database.open(file, new Migrations(List.of("9001-notes", "9002-search")))
                .close();
        assertThat(backups).isDirectoryContaining("glob:**9001").isDirectoryNotContaining("glob:**9002");
    }

    @Test
    void areNotBegunWhereTheStoreCannotBeKeptBefore() throws Exception {
        Path file = home.resolve("state.db");
        Database.open(file, new Migrations(List.of("9001-notes"))).close();
        Files.writeString(home.resolve("backups"), "a file in the way");
        assertThatThrownBy(() -> Database.open(file, new Migrations(List.of("9001-notes", "9002-search"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("without a copy the store is not upgraded");
        try (Database untouched = Database.open(file, new Migrations(List.of("9001-notes")))) {
            assertThat(version(untouched)).isEqualTo(9001);
        }
    }

    @Test
    void tellTheHistoryOfFindingsThatWereSettledBefore() {
        Path file = home.resolve("state.db");
        List<String> before =
                List.of(Migrations.ALL).subList(0, List.of(Migrations.ALL).indexOf("0014-view"));
        try (Database old = Database.open(file, new Migrations(before))) {
            assertThat(version(old)).isEqualTo(13);
            for (String row : List.of("'settled', 5", "'open', NULL")) {
                old.update("""
                        INSERT INTO findings (fingerprint, resolved, plugin, checks, finding, affected, first_seen, last_seen, cycles, changes)
                        VALUES (%s, 'k8s', '[]', '{"severity": "warning"}', 1, 2, 4, 1, '[]')""".formatted(row));
            }
        }
        try (Database now = Database.open(file)) {
            assertThat(now.query(
                            "SELECT fingerprint, at, what, severity FROM finding_event ORDER BY fingerprint, at",
                            row -> "%s %d %s %s"
                                    .formatted(
                                            row.text("fingerprint"),
                                            row.number("at"),
                                            row.text("what"),
                                            row.text("severity"))))
                    .containsExactly("open 2 OPENED WARNING", "settled 2 OPENED WARNING", "settled 5 RESOLVED WARNING");
        }
    }

    @Test
    void leaveNothingBehindWhenAScriptIsBroken() {
        Path file = home.resolve("state.db");
        assertThatThrownBy(() -> Database.open(file, new Migrations(List.of("9001-notes", "9003-broken"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("9003-broken");
        try (Database database = Database.open(file, new Migrations(List.of("9001-notes")))) {
            assertThat(version(database)).isEqualTo(9001);
            assertThat(database.query("SELECT name FROM sqlite_schema WHERE name = 'half'", row -> row.text("name")))
                    .isEmpty();
        }
    }

    @Test
    void refuseAFileOfANewerVersion() {
        Path file = home.resolve("state.db");
        try (Database database = Database.open(file)) {
            database.update("PRAGMA user_version = 8000");
        }
        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.WRONG_SCHEMA))
                .hasMessageContaining("schema 8000")
                .hasMessageContaining("newer Midwatch");
        assertThatThrownBy(() -> Database.openReadOnly(file)).hasMessageContaining("newer Midwatch");
    }

    @Test
    void askForAStartOfTheGatewayBeforeReadingAnOldFile() {
        Path file = home.resolve("state.db");
        try (Database database = Database.open(file)) {
            database.update("PRAGMA user_version = 0");
        }
        assertThatThrownBy(() -> Database.openReadOnly(file)).hasMessageContaining("start the gateway once");
    }
}
