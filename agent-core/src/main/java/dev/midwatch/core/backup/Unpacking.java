package dev.midwatch.core.backup;

import dev.midwatch.core.store.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes a backup apart into an empty directory, and believes none of it before its last entry vouches for every file. */
final class Unpacking {
    private final Path into;
    private final Map<String, String> found = new TreeMap<>();

    Unpacking(Path into) {
        this.into = into;
    }

    /** @throws BackupException if it is no backup, or not whole */
    BackupContents of(InputStream backup) throws IOException {
        String last = "";
        try (ZipInputStream zip = new ZipInputStream(backup)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(BackupContents.ENTRY)) {
                    last = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                } else {
                    unpack(entry.getName(), zip);
                }
            }
        }
        if (last.isEmpty()) {
            throw new BackupException("it is not a backup of Midwatch, or was cut off: its last entry is missing");
        }
        return vouched(last);
    }

    private BackupContents vouched(String last) {
        BackupContents contents;
        try {
            contents = BackupContents.parse(last);
        } catch (IllegalArgumentException e) {
            throw new BackupException("what it says of itself cannot be read: " + e.getMessage());
        }
        if (!contents.files().equals(found)) {
            String wrong = contents.files().keySet().stream()
                    .filter(name -> !contents.files().get(name).equals(found.get(name)))
                    .findFirst()
                    .orElseGet(() -> found.keySet().stream()
                            .filter(name -> !contents.files().containsKey(name))
                            .findFirst()
                            .orElseThrow());
            throw new BackupException("it is damaged: " + wrong + " is not what was backed up");
        }
        return contents;
    }

    private void unpack(String name, InputStream zip) throws IOException {
        Path file = place(name);
        Files.createDirectories(file.getParent(), OwnerOnly.directoryAttributes(into));
        found.put(name, write(zip, file));
    }

    /** On the disk when it returns; gives the hash of what was written. */
    static String write(InputStream from, Path file) throws IOException {
        DigestInputStream in = new DigestInputStream(from, HomeBackup.sha256());
        try (FileChannel channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnerOnly.attributes(file));
                OutputStream out = Channels.newOutputStream(channel)) {
            in.transferTo(out);
            channel.force(true);
        }
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }

    /** Within the directory, whatever the name says. */
    private Path place(String name) {
        try {
            Path file = into.resolve(name).normalize();
            if (file.startsWith(into)
                    && !file.equals(into)
                    && HomeFiles.mayMove(into.relativize(file).getName(0).toString())) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new BackupException("it holds a file that cannot be: " + e.getMessage());
        }
        throw new BackupException("it holds a file that is none of a data directory: " + name);
    }
}
