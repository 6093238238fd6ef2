package dev.midwatch.core.session;

import dev.midwatch.core.store.Database;

/** The index of the words of all turns. Writing leaves it in pieces, and a search looks into each of them. */
record SearchIndex(Database database) {
    static final int MOST_PIECES = 6;
    /** So much is put together at once, in pages: nobody who writes waits for long. */
    private static final int PAGES = 500;

    /** Puts the pieces together, where they are many. */
    void tidy() {
        if (pieces() > MOST_PIECES) {
            // The first step takes all that there is; the others go on with it.
            int pages = -PAGES;
            while (putTogether(pages)) {
                pages = PAGES;
            }
        }
    }

    long pieces() {
        return number("SELECT count(DISTINCT segid) AS n FROM turn_words_idx");
    }

    /** False if there was nothing left to do: SQLite counts one change for the statement alone. */
    private boolean putTogether(int pages) {
        return database.transaction(() -> {
            long before = number("SELECT total_changes() AS n");
            database.update("INSERT INTO turn_words (turn_words, rank) VALUES ('merge', ?)", pages);
            return number("SELECT total_changes() AS n") - before >= 2;
        });
    }

    private long number(String sql) {
        return database.one(sql, row -> row.number("n")).orElseThrow();
    }
}
