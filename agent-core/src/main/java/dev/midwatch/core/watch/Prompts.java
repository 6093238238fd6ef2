package dev.midwatch.core.watch;

import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.skill.SkillText;
import dev.midwatch.core.skill.Skills;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes system prompts: the persona as it is now, the skills of the job, what is remembered. */
public final class Prompts {
    private final Path soul;
    private final Skills skills;
    private final MemoryFiles memories;

    public Prompts(Path soul, Skills skills, MemoryFiles memories) {
        this.soul = soul;
        this.skills = skills;
        this.memories = memories;
    }

    /**
     * For a job: in full what plugins say of the skills that it names, and a line of each folder that it names; where it names none, a line of
     * each folder.
     */
    public SystemPrompt of(List<String> names) {
        List<String> parts = new ArrayList<>(skills.ofPlugins().stream()
                .filter(skill -> names.contains(skill.name()))
                .map(SkillText::body)
                .toList());
        parts.addAll(SkillLines.of(skills.inFolders().stream()
                .filter(skill -> names.isEmpty() || names.contains(skill.name()))
                .toList()));
        return prompt(parts);
    }

    /** For a conversation: a line of each skill. */
    public SystemPrompt all() {
        return prompt(SkillLines.of(Stream.concat(skills.ofPlugins().stream(), skills.inFolders().stream())
                .toList()));
    }

    private SystemPrompt prompt(List<String> parts) {
        return new SystemPrompt(persona(), parts, memories.forPrompt());
    }

    private String persona() {
        try {
            return Files.readString(soul);
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("the persona cannot be read: " + soul, e);
        }
    }
}
