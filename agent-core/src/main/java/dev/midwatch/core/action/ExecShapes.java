package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.config.ActionsConfig.Exec;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which commands may run in containers: off by default, and then only those whose shape the operator has listed. */
record ExecShapes(Exec config) {
    /** What an asterisk stands for: never a space, a slash, a quote or what a shell reads. */
    private static final String SAFE = "[A-Za-z0-9._@%+=:,-]*";

    Judgement judge(Action action) {
        if (!(action instanceof Action.Exec exec)) {
            return Judgement.run();
        }
        if (!config.enabled()) {
            return Judgement.refuse("commands in containers are off (actions.exec.enabled)");
        }
        return config.commands().stream().anyMatch(shape -> fits(shape, exec.command()))
                ? Judgement.ask()
                : Judgement.refuse("no shape in actions.exec.commands fits the command " + exec.command());
    }

    private static boolean fits(String shape, List<String> command) {
        String[] words = shape.strip().split("\\s+");
        if (words.length != command.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!pattern(words[i]).matcher(command.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Pattern pattern(String word) {
        return Pattern.compile(
                Arrays.stream(word.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(SAFE)));
    }
}
