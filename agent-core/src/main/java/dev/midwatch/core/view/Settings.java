package dev.midwatch.core.view;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.ConfigRenderer;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.config.Problem;
import dev.midwatch.core.store.WholeFile;
import dev.midwatch.core.tool.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** {@code config.yaml} and {@code SOUL.md}, to be read and edited; secrets in them are shown to nobody and survive an edit. */
public final class Settings {
    private static final String CONFIG = "config.yaml";
    private static final String SOUL = "SOUL.md";
    private static final int MOST_BYTES = 1 << 20;

    private final Home home;
    private final LiveConfig config;
    private final Audit audit;

    public Settings(Home home, LiveConfig config, Audit audit) {
        this.home = home;
        this.config = config;
        this.audit = audit;
    }

    /** What is in force, each value with where it comes from. */
    public String inForce() {
        return ConfigRenderer.render(config.current());
    }

    /** @param name {@code config.yaml} or {@code SOUL.md} */
    public TextFile read(String name) {
        String text = text(path(name));
        return new TextFile(name, Masked.of(text).shown(), version(text));
    }

    /** What would be wrong with an edit. */
    public EditCheck check(String name, String edited) {
        Masked masked = Masked.of(text(path(name)));
        String whole = masked.unmask(normal(edited));
        if (whole.length() > MOST_BYTES) {
            return new EditCheck(List.of(new EditProblem(0, "", "is longer than 1 MB", "")));
        }
        return new EditCheck(
                name.equals(CONFIG)
                        ? config.problems(whole).stream()
                                .map(problem -> problem(problem, masked))
                                .toList()
                        : List.of());
    }

    /**
     * Puts an edit in force; what was there before is kept beside it with {@code .previous} at its end.
     *
     * @param version of the text that was edited
     * @throws Refusal if the file has changed meanwhile, or something is wrong with the edit
     */
    public synchronized TextFile save(String name, String edited, String version, Actor by) {
        by.require(Level.APPROVER);
        Path file = path(name);
        String before = text(file);
        if (!version(before).equals(version)) {
            throw Refusal.conflict(name + " has changed meanwhile; take over what is there now and edit it again");
        }
        EditCheck check = check(name, edited);
        if (!check.problems().isEmpty()) {
            throw Refusal.invalid(name + ": " + check.problems().get(0).message());
        }
        String after = Masked.of(before).unmask(normal(edited));
        audit.record(
                "settings saved",
                Map.of("by", by.who(), "file", name, "before", version(before), "after", version(after)));
        try {
            WholeFile.write(file.resolveSibling(name + ".previous"), before);
            WholeFile.write(file, after);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be written", e);
        }
        return read(name);
    }

    private Path path(String name) {
        return switch (name) {
            case CONFIG -> home.config();
            case SOUL -> home.soul();
            default -> throw Refusal.notFound("no file to edit is named " + name);
        };
    }

    /** Browsers send lines as mail does. */
    private static String normal(String text) {
        String lines = text.replace("\r\n", "\n");
        return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be read", e);
        }
    }

    private static EditProblem problem(Problem problem, Masked masked) {
        return new EditProblem(
                problem.line(),
                masked.mask(problem.path()),
                masked.mask(problem.message()),
                masked.mask(problem.hint()));
    }

    private static String version(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
