package dev.midwatch.core.watch;

import dev.midwatch.api.Skill;
import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.memory.MemoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Makes system prompts: the persona as it is now, the skills of the job, what is remembered. */
public final class Prompts {
    private final Path soul;
    private final List<Skill> skills;
    private final MemoryFiles memories;

    public Prompts(Path soul, List<Skill> skills, MemoryFiles memories) {
        this.soul = soul;
        this.skills = List.copyOf(skills);
        this.memories = memories;
    }

    /** For a job with these skills. */
    public SystemPrompt of(List<String> names) {
        return prompt(
                skills.stream().filter(skill -> names.contains(skill.name())).toList());
    }

    /** For a conversation, with every skill. */
    public SystemPrompt all() {
        return prompt(skills);
    }

    private SystemPrompt prompt(List<Skill> chosen) {
        return new SystemPrompt(
                persona(),
                chosen.stream()
                        .map(Skill::instructions)
                        .filter(text -> !text.isBlank())
                        .toList(),
                memories.forPrompt());
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
