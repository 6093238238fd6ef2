package dev.midwatch.core.backup;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a data directory as one zip file while the gateway works in it. Store and audit files are those of one moment: what a crash at
 * that moment would have left, which is what the gateway starts from after one.
 */
public final class HomeBackup {
    private final Home home;
    private final String version;
    private final Clock clock;

    /** @param version of this Midwatch */
    public HomeBackup(Home home, String version, Clock clock) {
        this.home = home;
        this.version = version;
        this.clock = clock;
    }

    /**
     * Writes everything, and ends the zip file without closing what it is written to.
     *
     * @param secrets whether {@code .env} is to be in it
     * @throws IOException if any of it cannot be read or written; then what was written is no backup, and no restore takes it for one
     */
    public BackupContents write(OutputStream out, boolean secrets) throws IOException {
        Map<String, String> written = new TreeMap<>();
        HomeFiles files = new HomeFiles(home);
        ZipOutputStream zip = new ZipOutputStream(out);
        Path scratch = Files.createTempDirectory(home.directory(), ".backup");
        try {
            for (Path copy : storeAndAudit(scratch)) {
                add(zip, copy.getFileName().toString(), copy, written);
            }
        } finally {
            delete(scratch);
        }
        for (Path file : files.plain(secrets)) {
            add(zip, name(file), file, written);
        }
        BackupContents contents = new BackupContents(version, clock.instant(), secrets, written);
        zip.putNextEntry(new ZipEntry(BackupContents.ENTRY));
        zip.write(contents.json().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        return contents;
    }

    /**
     * Copies of them. No step of an action is recorded meanwhile, so that neither knows of an action that the other does not; whoever reads the
     * backup slowly keeps nobody waiting.
     */
    private List<Path> storeAndAudit(Path scratch) throws IOException {
        List<Path> copies = new ArrayList<>();
        new Audit(home.audit(), clock).whileNobodyWrites(audit -> {
            if (Files.exists(home.database())) {
                Path copy = scratch.resolve(name(home.database()));
                try (Database database = Database.openForeign(home.database())) {
                    database.backup(copy);
                }
                copies.add(copy);
            }
            for (Path file : audit) {
                copies.add(Files.copy(file, scratch.resolve(name(file))));
            }
        });
        return copies;
    }

    private static void delete(Path scratch) throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(scratch);
    }

    /** One that is gone meanwhile is left out, as it would be a moment later. */
    private static void add(ZipOutputStream zip, String name, Path file, Map<String, String> written)
            throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                DigestInputStream in = new DigestInputStream(raw, sha256())) {
            zip.putNextEntry(new ZipEntry(name));
            in.transferTo(zip);
            zip.closeEntry();
            written.put(name, HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private String name(Path file) {
        return home.directory().relativize(file).toString().replace('\\', '/');
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
