package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "skills", mixinStandardHelpOptions = true, description = "How things are done: skills/<name>/SKILL.md.")
@Subcommands({
    SkillsListCommand.class,
    SkillsShowCommand.class,
    SkillsAcceptCommand.class,
    SkillsRejectCommand.class,
    SkillsRemoveCommand.class
})
final class SkillsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, show, accept, reject or remove");
    }
}
