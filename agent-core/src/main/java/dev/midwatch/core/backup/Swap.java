package dev.midwatch.core.backup;

import dev.midwatch.api.Json;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.OwnerOnly;
import dev.midwatch.core.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What comes in the place of what is there, by renaming alone. The name of the directory that all of it lies in says how far it is, so
 * that whoever finds it after a crash goes on where it stopped: in preparation, taking out what was there, bringing in what comes.
 */
final class Swap implements AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Home home;
    private final Rename rename;

    /** Gives a file or directory another name, durably. */
    @FunctionalInterface
    interface Rename {
        void move(Path from, Path to) throws IOException;
    }

    Swap(Home home) {
        this(home, Swap::move);
    }

    Swap(Home home, Rename rename) {
        this.home = home;
        this.rename = rename;
    }

    /** Makes an empty place for what comes in; one that was never decided is thrown away. */
    void prepare() throws IOException {
        delete(preparing());
        Files.createDirectories(incoming(), OwnerOnly.directoryAttributes(home.directory()));
    }

    Path incoming() {
        return preparing().resolve("incoming");
    }

    /**
     * Decides: whoever works in the directory next brings it in first.
     *
     * @param whole false if the store alone comes
     */
    void decide(boolean whole) throws IOException {
        syncDirectories();
        WholeFile.write(plan(preparing()), CanonicalJson.text(Map.of("whole", whole)));
        if (Files.exists(home.restoreAtStart())) {
            discard(home.restoreAtStart());
        }
        rename.move(preparing(), home.restoreAtStart());
    }

    /**
     * Brings in what was decided, if anything was, by whoever it was begun.
     *
     * @return where what was there is now
     */
    Optional<Path> carryOut(Instant now) throws IOException {
        if (home.isBeingRestored()) {
            return finish();
        }
        if (!Files.exists(home.restoreAtStart())) {
            return Optional.empty();
        }
        boolean whole = read(home.restoreAtStart()).get("whole").isTrue();
        WholeFile.write(
                plan(home.restoreAtStart()),
                CanonicalJson.text(Map.of(
                        "whole",
                        whole,
                        "replaced",
                        freeName(HomeFiles.REPLACED + STAMP.format(now)),
                        "out",
                        whole ? allNames() : storeNames())));
        rename.move(home.restoreAtStart(), home.takingOut());
        return finish();
    }

    private Optional<Path> finish() throws IOException {
        if (Files.exists(home.takingOut())) {
            takeOut();
            rename.move(home.takingOut(), home.bringingIn());
        }
        Path kept =
                home.directory().resolve(read(home.bringingIn()).get("replaced").text());
        for (Path each : in(home.bringingIn().resolve("incoming"))) {
            rename.move(each, home.directory().resolve(each.getFileName()));
        }
        Path out = home.bringingIn().resolve("out");
        if (Files.exists(out)) {
            rename.move(out, kept);
        }
        discard(home.bringingIn());
        return Files.exists(kept) ? Optional.of(kept) : Optional.empty();
    }

    /** First out of the way in one step: of what is thrown away a crash may leave half. */
    private void discard(Path decided) throws IOException {
        Path discarded = home.directory().resolve(".restore-discarded");
        delete(discarded);
        rename.move(decided, discarded);
        delete(discarded);
    }

    /** Throws away what was never decided. */
    @Override
    public void close() throws IOException {
        delete(preparing());
    }

    private void takeOut() throws IOException {
        for (String name : read(home.takingOut()).get("out").texts()) {
            Path there = home.directory().resolve(name);
            if (Files.exists(there)) {
                rename.move(
                        there,
                        Files.createDirectories(home.takingOut().resolve("out")).resolve(name));
            }
        }
    }

    /** A backup without secrets leaves those that are there. */
    private List<String> allNames() throws IOException {
        String secrets = home.env().getFileName().toString();
        boolean brought = Files.exists(home.restoreAtStart().resolve("incoming").resolve(secrets));
        return HomeFiles.topLevel(home).stream()
                .filter(name -> brought || !name.equals(secrets))
                .toList();
    }

    /** Its log with it, which belongs to that file and no other. */
    private List<String> storeNames() throws IOException {
        String store = home.database().getFileName().toString();
        return HomeFiles.topLevel(home).stream()
                .filter(name -> name.startsWith(store))
                .toList();
    }

    private String freeName(String name) {
        return Stream.iterate(1, n -> n + 1)
                .map(n -> n == 1 ? name : name + "-" + n)
                .filter(each -> !Files.exists(home.directory().resolve(each)))
                .findFirst()
                .orElseThrow();
    }

    /** The files are on the disk; so must be their names. */
    private void syncDirectories() throws IOException {
        try (Stream<Path> all = Files.walk(incoming())) {
            for (Path directory : all.filter(Files::isDirectory).toList()) {
                WholeFile.sync(directory);
            }
        }
    }

    private Path preparing() {
        return home.directory().resolve(".restore");
    }

    private static Path plan(Path swap) {
        return swap.resolve("plan.json");
    }

    private static Json read(Path swap) throws IOException {
        return CanonicalJson.parse(Files.readString(plan(swap)));
    }

    private static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        WholeFile.sync(to.getParent());
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> within = Files.walk(directory)) {
            all = within.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
