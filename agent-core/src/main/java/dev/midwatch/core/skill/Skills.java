package dev.midwatch.core.skill;

import dev.midwatch.core.config.Problem;
import dev.midwatch.core.skill.SkillChange.What;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All skills that are written down: those in folders, read afresh each time, and the instructions of plugins. With approval on, what the model
 * writes waits in a folder beside them until a person accepts it.
 */
public final class Skills {
    /** A removal that waits. */
    private static final String REMOVAL = "(to be removed)";

    private static final int MOST = 200;
    private static final int MOST_WAITING = 20;

    private final Path directory;
    private final SkillFolder folder;
    private final SkillFolder waiting;
    private final Supplier<Map<String, SkillText>> plugins;
    private final boolean writeApproval;

    /**
     * @param directory {@code skills}
     * @param plugins   what plugins say of theirs at the moment, by name; nobody else can have their names
     */
    public Skills(Path directory, Supplier<Map<String, SkillText>> plugins, boolean writeApproval) {
        this.directory = directory;
        this.folder = new SkillFolder(directory);
        this.waiting = new SkillFolder(directory.resolve(".pending"));
        this.plugins = plugins;
        this.writeApproval = writeApproval;
    }

    /** Those of folders that can be used. */
    public List<SkillText> inFolders() {
        return folder.read().skills().stream()
                .filter(skill -> !plugins.get().containsKey(skill.name()))
                .toList();
    }

    /** Those of plugins that say anything. */
    public List<SkillText> ofPlugins() {
        return plugins.get().values().stream()
                .filter(skill -> !skill.body().isBlank())
                .toList();
    }

    /** What is wrong with the others. */
    public List<Problem> problems() {
        SkillFolder.Read read = folder.read();
        List<Problem> problems = new ArrayList<>(read.problems());
        read.skills().stream()
                .filter(skill -> plugins.get().containsKey(skill.name()))
                .map(skill -> new Problem(
                        directory.resolve(skill.name()).toString(),
                        0,
                        "name",
                        "a plugin has a skill of that name",
                        "rename the folder and the name in it"))
                .forEach(problems::add);
        return problems;
    }

    public Optional<SkillText> find(String name) {
        return Optional.ofNullable(plugins.get().get(name)).or(() -> folder.find(name));
    }

    /** The files that belong to it; none if a plugin has it. */
    public List<String> files(SkillText skill) {
        return plugins.get().containsKey(skill.name()) ? List.of() : folder.files(skill.name());
    }

    /** @throws IllegalArgumentException if it has no such file */
    public String file(SkillText skill, String path) {
        if (plugins.get().containsKey(skill.name())) {
            throw new IllegalArgumentException("a plugin's skill has no files");
        }
        return folder.file(skill.name(), path);
    }

    /**
     * Does it, or where approval is on lets it wait.
     *
     * @return whether it is done
     * @throws IllegalArgumentException if it cannot be done
     */
    public synchronized boolean propose(SkillChange change) {
        refuseWhatCannotBe(change);
        if (!writeApproval) {
            refuseWhatAPersonWrote(change.name());
            apply(change);
            return true;
        }
        boolean room = waiting.find(change.name()).isPresent()
                || waiting.read().skills().size() < MOST_WAITING;
        if (!room) {
            throw new IllegalArgumentException("%d wait for a person already".formatted(MOST_WAITING));
        }
        SkillText skill = change.what() == What.REMOVE ? removal(change.skill()) : change.skill();
        if (waiting.find(skill.name()).filter(one -> !saysTheSame(one, skill)).isPresent()) {
            throw new IllegalArgumentException(
                    "another text of the name %s waits for a person already: it must be decided first"
                            .formatted(skill.name()));
        }
        waiting.write(skill);
        return false;
    }

    private static SkillText removal(SkillText skill) {
        return new SkillText(skill.name(), REMOVAL, skill.author(), skill.written(), "");
    }

    /** The description stands in the prompt, so that a person has to have read that as well. */
    private static boolean saysTheSame(SkillText one, SkillText other) {
        return one.body().equals(other.body())
                && one.description().equals(other.description().strip().replaceAll("\\s+", " "));
    }

    private void refuseWhatAPersonWrote(String name) {
        if (folder.holds(name) && folder.find(name).filter(SkillText::isNote).isEmpty()) {
            throw new IllegalArgumentException(
                    name + " was written by a person, who alone may change it: tell what should be changed");
        }
    }

    /** What waits for a person. */
    public synchronized List<SkillChange> pending() {
        return waiting.read().skills().stream().map(this::change).toList();
    }

    private SkillChange change(SkillText skill) {
        boolean removal = skill.description().equals(REMOVAL) && skill.body().isEmpty();
        What what = removal ? What.REMOVE : folder.holds(skill.name()) ? What.REPLACE : What.CREATE;
        return new SkillChange(what, skill);
    }

    /**
     * Does what waits under that name; empty if nothing does.
     *
     * @throws IllegalArgumentException if it cannot be done any more
     */
    public synchronized Optional<SkillChange> accept(String name) {
        Optional<SkillChange> change = waiting.find(name).map(this::change);
        change.ifPresent(one -> {
            refuseWhatCannotBe(one);
            apply(one);
            waiting.remove(name);
        });
        return change;
    }

    /** Drops what waits under that name; empty if nothing does. */
    public synchronized Optional<SkillChange> reject(String name) {
        Optional<SkillChange> change = waiting.find(name).map(this::change);
        change.ifPresent(one -> waiting.remove(name));
        return change;
    }

    /** Whether a folder has that name, of use or not. */
    public boolean isInFolder(String name) {
        return folder.holds(name);
    }

    /** A person takes one away; false if there is none of that name in a folder. */
    public synchronized boolean remove(String name) {
        boolean there = folder.holds(name);
        if (there) {
            folder.remove(name);
        }
        return there;
    }

    private void apply(SkillChange change) {
        if (change.what() == What.REMOVE) {
            folder.remove(change.name());
        } else {
            folder.write(change.skill());
        }
    }

    private void refuseWhatCannotBe(SkillChange change) {
        if (plugins.get().containsKey(change.name())) {
            throw new IllegalArgumentException(change.name() + " is a plugin's: nobody else can have that name");
        }
        boolean there = folder.holds(change.name());
        if (there == (change.what() == What.CREATE)) {
            throw new IllegalArgumentException(
                    there
                            ? "there is a skill " + change.name() + ": replace it"
                            : "there is no skill " + change.name());
        }
        if (!there && folder.read().skills().size() >= MOST) {
            throw new IllegalArgumentException("there are %d skills: remove one first".formatted(MOST));
        }
    }
}
