package dev.midwatch.api;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import java.util.List;
import java.util.Objects;

/**
 * One concern of the cluster as a value: the checks that watch it, the tools that look at it, the actions that repair it, and the
 * jobs that are seeded for it. Build it by naming it and adding what it has:
 *
 * <pre>{@code Skill.named("certmanager", "Certificates and issuers").checks(new CertificateExpiry()).jobs(certExpiry)}</pre>
 *
 * @param name         unique among all skills; lower case letters, digits and dashes
 * @param description  one line; it stands in the prompt's list of skills
 * @param instructions Markdown for the system prompt of the jobs that use this skill; may be empty
 */
public record Skill(
        String name,
        String description,
        String instructions,
        List<Check> checks,
        List<Tool> tools,
        List<ActionTool> actions,
        List<Job> jobs) {

    public Skill {
        Names.require("skill", name);
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(instructions, "instructions");
        checks = List.copyOf(checks);
        tools = List.copyOf(tools);
        actions = List.copyOf(actions);
        jobs = List.copyOf(jobs);
    }

    /** A skill that has nothing yet. */
    public static Skill named(String name, String description) {
        return new Skill(name, description, "", List.of(), List.of(), List.of(), List.of());
    }

    public Skill instructions(String markdown) {
        return new Skill(name, description, markdown, checks, tools, actions, jobs);
    }

    public Skill checks(Check... all) {
        return new Skill(name, description, instructions, List.of(all), tools, actions, jobs);
    }

    public Skill tools(Tool... all) {
        return new Skill(name, description, instructions, checks, List.of(all), actions, jobs);
    }

    public Skill actions(ActionTool... all) {
        return new Skill(name, description, instructions, checks, tools, List.of(all), jobs);
    }

    public Skill jobs(Job... all) {
        return new Skill(name, description, instructions, checks, tools, actions, List.of(all));
    }
}
