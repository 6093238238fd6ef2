package dev.midwatch.core.skill;

import dev.midwatch.core.config.Problem;
import dev.midwatch.core.store.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with a folder for each skill. Nothing outside a folder is read for it, and nothing outside the directory written, whatever
 * names or links say.
 */
final class SkillFolder {
    private static final String FILE = "SKILL.md";
    private static final int MOST_BYTES = 64_000;
    private static final int MOST_FILES = 40;
    private static final int DEEPEST = 4;

    private final Path directory;

    SkillFolder(Path directory) {
        this.directory = directory;
    }

    /** @param problems one for each folder that cannot be used */
    record Read(List<SkillText> skills, List<Problem> problems) {}

    /** All that is there now, by name. */
    Read read() {
        List<SkillText> skills = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path path : children()) {
            String name = path.getFileName().toString();
            try {
                skills.add(read(path, name));
            } catch (SkillFile.Wrong wrong) {
                Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
                problems.add(new Problem(file.toString(), 0, wrong.key, wrong.getMessage(), wrong.hint));
            }
        }
        return new Read(List.copyOf(skills), List.copyOf(problems));
    }

    Optional<SkillText> find(String name) {
        if (!holds(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(directory.resolve(name), name));
        } catch (SkillFile.Wrong broken) {
            return Optional.empty();
        }
    }

    /** Whether something of that name stands there, of use or not. */
    boolean holds(String name) {
        return SkillText.isName(name) && Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The names of the files beside {@code SKILL.md}, as {@link #file} takes them. */
    List<String> files(String name) {
        Path folder = directory.resolve(name);
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.equals(FILE) && !file.startsWith("."))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new IllegalArgumentException("the files of " + name + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** @throws IllegalArgumentException if it is not a text file in the folder of that skill */
    String file(String name, String path) {
        try {
            return text(inside(name, path));
        } catch (SkillFile.Wrong wrong) {
            throw new IllegalArgumentException(path + " " + wrong.getMessage());
        }
    }

    private Path inside(String name, String path) throws SkillFile.Wrong {
        Path folder = directory.resolve(name);
        try {
            Path file = folder.resolve(path).normalize();
            if (!path.contains("\0")
                    && file.startsWith(folder)
                    && file.toRealPath().startsWith(real(folder))) {
                return file;
            }
        } catch (IOException | InvalidPathException noSuchFile) {
            throw new SkillFile.Wrong("", "is not there", "");
        }
        throw new SkillFile.Wrong("", "is not in the folder of the skill", "");
    }

    private SkillText read(Path folder, String name) throws SkillFile.Wrong {
        if (!Files.isDirectory(folder)) {
            throw new SkillFile.Wrong("", "is not a folder", "a skill is a folder with " + FILE + " in it");
        }
        if (!SkillText.isName(name)) {
            throw new SkillFile.Wrong(
                    "name", "\"%s\" cannot be one".formatted(name), "1 to 63 lower case letters, digits and dashes");
        }
        if (!Files.exists(folder.resolve(FILE))) {
            throw new SkillFile.Wrong("", "is not there", "make it, in this spelling");
        }
        return SkillFile.read(name, text(inside(name, FILE)));
    }

    /** The folder itself, and not something that a link in its place leads to. */
    private Path real(Path folder) throws IOException, SkillFile.Wrong {
        Path real = folder.toRealPath();
        if (!real.equals(directory.toRealPath().resolve(folder.getFileName()))) {
            throw new SkillFile.Wrong("", "is a link that leads elsewhere", "copy the folder here");
        }
        return real;
    }

    private static String text(Path file) throws SkillFile.Wrong {
        if (!Files.isRegularFile(file)) {
            throw new SkillFile.Wrong("", "is no file", "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new SkillFile.Wrong(
                        "", "is longer than %d bytes".formatted(MOST_BYTES), "move parts of it into files beside it");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw new SkillFile.Wrong("", "is not UTF-8", "save it as UTF-8");
        } catch (IOException unreadable) {
            throw new SkillFile.Wrong("", "cannot be read: " + unreadable.getMessage(), "");
        }
    }

    private List<Path> children() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + directory, unreadable);
        }
    }

    void write(SkillText skill) {
        Path folder = own(skill.name());
        try {
            Files.createDirectories(directory);
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder);
            }
            WholeFile.write(own(skill.name()).resolve(FILE), SkillFile.write(skill));
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException("cannot write " + folder, cannotWrite);
        }
    }

    /** With all that is in its folder; links in it are removed, not what they lead to. */
    void remove(String name) {
        Path folder = own(name);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException cannotRemove) {
            throw new UncheckedIOException("cannot remove " + folder, cannotRemove);
        }
    }

    /** The folder of that name where one may be written: no link stands in its place, and none of another spelling beside it. */
    private Path own(String name) {
        Path folder = directory.resolve(name);
        boolean linked = Files.isSymbolicLink(directory)
                || Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        boolean spelt = children().stream()
                .map(path -> path.getFileName().toString())
                .anyMatch(other -> other.equalsIgnoreCase(name) && !other.equals(name));
        if (!SkillText.isName(name) || linked || spelt) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot be written here: a name has 1 to 63 lower case letters, digits and dashes, and no link or other spelling of it stands there"
                            .formatted(name));
        }
        return folder;
    }
}
