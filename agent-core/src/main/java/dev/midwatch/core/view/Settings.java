package dev.midwatch.core.view;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.ConfigRenderer;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.config.Secrets;
import dev.midwatch.core.store.WholeFile;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.tool.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code config.yaml} and {@code SOUL.md}, to be read and edited; secrets in them are shown to nobody and survive an edit. */
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final String CONFIG = "config.yaml";
    private static final String SOUL = "SOUL.md";
    private static final int MOST_CHARACTERS = 1 << 20;

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
        return PlainText.ofProcess().of(ConfigRenderer.render(config.current()));
    }

    /** @param name {@code config.yaml} or {@code SOUL.md} */
    public TextFile read(String name) {
        Masked masked = masked(text(path(name)));
        return new TextFile(name, masked.shown(), version(masked));
    }

    /** What would be wrong with an edit. */
    public EditCheck check(String name, String edited) {
        String before = text(path(name));
        return new EditCheck(problems(name, Edit.of(before, masked(before), edited)));
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
        Masked masked = masked(before);
        if (!version(masked).equals(version)) {
            throw Refusal.conflict(name + " has changed meanwhile; take over what is there now and edit it again");
        }
        Edit edit = Edit.of(before, masked, edited);
        List<EditProblem> problems = problems(name, edit);
        if (!problems.isEmpty()) {
            throw Refusal.invalid(name + problems.get(0).inWords(), problems);
        }
        write(file, before, edit.whole(), by);
        return read(name);
    }

    private List<EditProblem> problems(String name, Edit edit) {
        if (edit.length() > MOST_CHARACTERS) {
            return List.of(new EditProblem(0, "", "is longer than 1 MB", ""));
        }
        List<EditProblem> problems = new ArrayList<>();
        edit.unknown()
                .forEach(mark -> problems.add(new EditProblem(
                        0,
                        "",
                        mark + " stands for no secret of this file",
                        "write the secret itself, or ${ENV:NAME}")));
        if (problems.isEmpty() && name.equals(CONFIG)) {
            problems.addAll(edit.problems(config::problems));
        }
        return problems;
    }

    private void write(Path file, String before, String after, Actor by) {
        String name = file.getFileName().toString();
        Map<String, String> facts = Map.of(
                "by", by.who(), "file", name, "before", version(masked(before)), "after", version(masked(after)));
        audit.record("settings saved", facts);
        try {
            WholeFile.write(file.resolveSibling(name + ".previous"), before);
            WholeFile.replace(file, after);
        } catch (IOException e) {
            LOG.warn("{} cannot be written", name, e);
            audit.record("settings not saved", facts);
            throw Refusal.conflict(name + " cannot be written here; if it is mounted, change it where it comes from");
        }
    }

    private Masked masked(String text) {
        return Masked.of(text, Secrets.in(config.current()));
    }

    private Path path(String name) {
        return switch (name) {
            case CONFIG -> home.config();
            case SOUL -> home.soul();
            default -> throw Refusal.notFound("no file to edit is named " + name);
        };
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException none) {
            return "";
        } catch (CharacterCodingException noText) {
            throw Refusal.conflict(file.getFileName() + " is not UTF-8 text; save it as UTF-8 by hand first");
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be read", e);
        }
    }

    /** Of what is shown: a hash of the secrets themselves would let everybody try out what they are. */
    private static String version(Masked masked) {
        try {
            byte[] text = masked.shown().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
