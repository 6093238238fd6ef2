package dev.midwatch.cli.hermes;

import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.session.Transcript;
import dev.midwatch.core.session.TranscriptReader;
import dev.midwatch.core.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Takes over the conversations: those in the other agent's store, and those that were exported as JSON lines. */
record HermesSessions(ForeignHome from, SessionDatabase sessions, boolean apply, Takeover takeover) {
    private static final String ORIGIN = "hermes";
    private static final String STORE = "state.db";

    void take() throws IOException {
        Optional<Path> store = from.file(STORE);
        if (store.isPresent()) {
            try (HermesStore conversations = new HermesStore(store.get())) {
                Tally tally = new Tally();
                for (String id : conversations.ids()) {
                    session(conversations, id, tally);
                }
                tally.tell(STORE);
            } catch (StoreException e) {
                takeover.left(STORE, e.getMessage());
            }
        }
        for (String name : from.below("sessions")) {
            if (name.endsWith(".jsonl")) {
                file(name);
            } else {
                takeover.left(name, "is no conversation in JSON lines");
            }
        }
    }

    /** One that cannot be read does not keep the others back. */
    private void session(HermesStore conversations, String id, Tally tally) throws IOException {
        String what = STORE + ": " + id;
        try {
            read(what, new BufferedReader(new StringReader(conversations.line(id))), Instant.EPOCH, tally);
        } catch (IllegalArgumentException e) {
            takeover.left(what, e.getMessage());
        }
    }

    private void file(String name) throws IOException {
        Optional<Path> file = from.file(name);
        if (file.isEmpty()) {
            return;
        }
        Instant then = Files.getLastModifiedTime(file.get()).toInstant();
        try {
            // All of it is read before any is kept: a file with a broken line brings nothing.
            try (BufferedReader lines = Files.newBufferedReader(file.get())) {
                TranscriptReader.read(name, lines, then, transcript -> {});
            }
            Tally tally = new Tally();
            try (BufferedReader lines = Files.newBufferedReader(file.get())) {
                read(name, lines, then, tally);
            }
            tally.tell(name);
        } catch (IllegalArgumentException e) {
            takeover.left(name, e.getMessage());
        }
    }

    private void read(String name, BufferedReader lines, Instant then, Tally tally) throws IOException {
        TranscriptReader.read(name, lines, then, tally::count);
    }

    private final class Tally {
        private int all;
        private int known;

        void count(Transcript transcript) {
            boolean isKnown = apply ? sessions.keep(ORIGIN, transcript).isEmpty() : sessions.isKept(ORIGIN, transcript);
            all++;
            known += isKnown ? 1 : 0;
        }

        void tell(String name) {
            takeover.taken(
                    name,
                    "%d sessions%s".formatted(all, known == 0 ? "" : ", %d of them kept before".formatted(known)));
        }
    }
}
