package dev.midwatch.core.text;

import dev.midwatch.core.text.SecretNames.Tells;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values whose name stands apart from them: variables of a container, arguments of a command, what is said in words. */
final class VariableSecrets {
    private static final String QUOTE = "\\\\{0,4}+[\"']?+";
    /** {@code --password x}, in a list of arguments as well. */
    private static final Pattern FLAG = Pattern.compile(
            "(?<![\\w-])--?(?<name>[A-Za-z][\\w-]{1,60}+)(?:[ \\t]{1,4}+|[\"'],\\s{0,40}+(?=[\"'])|\\s{0,4}\\n[ \\t]{0,40}-[ \\t])(?=[^\\s-])");
    /** {@code name: DB_PASSWORD}, and on the next line or in the next member {@code value:}. */
    private static final Pattern VARIABLE = Pattern.compile(
            "\\b(?:name|key)" + QUOTE + "\\s{0,5}+[:=]\\s{0,20}+" + QUOTE + "(?<name>[\\w.-]{1,80}+)" + QUOTE
                    + "\\s{0,40}+[,;]?+\\s{0,40}+" + QUOTE + "value" + QUOTE + "\\s{0,5}+[:=][ \\t]{0,20}+",
            Pattern.CASE_INSENSITIVE);
    /** The same the other way round. */
    private static final Pattern VARIABLE_BEHIND = Pattern.compile(
            "\\bvalue" + QUOTE + "\\s{0,5}+[:=][ \\t]{0,20}+(?<value>\"[^\"\\n]{1,200}+\"|[^\\s\"',]{1,200}+)"
                    + "\\s{0,40}+[,;]?+\\s{0,40}+" + QUOTE + "(?:name|key)" + QUOTE + "\\s{0,5}+[:=]\\s{0,20}+" + QUOTE
                    + "(?<name>[\\w.-]{1,80}+)",
            Pattern.CASE_INSENSITIVE);
    /** {@code password is x}, and as {@code .netrc} has it {@code password x}. */
    private static final Pattern SAID = Pattern.compile(
            "\\b(?:(?:pass(?:word|wd|phrase)|pwd|token|secret|api[ _-]?key)[ \\t]{1,4}+(?:is|was)|pass(?:word|wd))[ \\t]{1,4}+(?=[^\\s(<\\[])",
            Pattern.CASE_INSENSITIVE);

    private final String text;
    private final String mark;
    private final Spans into;

    VariableSecrets(String text, String mark, Spans into) {
        this.text = text;
        this.mark = mark;
        this.into = into;
    }

    void find() {
        flags();
        variables();
        said();
    }

    private void flags() {
        each(FLAG, found -> SecretValue.at(text, found.end(), false));
    }

    private void variables() {
        each(
                VARIABLE,
                found -> SecretValue.at(
                        text,
                        found.end(),
                        found.group().endsWith(": ") && KeyedSecrets.beginsLine(text, found.start())));
        Matcher found = VARIABLE_BEHIND.matcher(text);
        while (found.find()) {
            Tells tells = SecretNames.tells(found.group("name"));
            SecretValue value = SecretValue.at(text, found.start("value"), false);
            if (tells != Tells.NOTHING && tells != Tells.KEY && value.something(mark)) {
                into.add(found.start("value"), found.end("value"));
            }
        }
    }

    private void each(Pattern pattern, Function<Matcher, SecretValue> value) {
        Matcher found = pattern.matcher(text);
        int from = 0;
        while (found.find(from)) {
            String name = found.group("name");
            Tells tells = SecretNames.tells(name);
            from = found.end();
            if (tells == Tells.NOTHING) {
                continue;
            }
            SecretValue behind = value.apply(found);
            if (behind.hides(tells, tells != Tells.KEY || SecretNames.shouted(name), mark)) {
                into.add(behind.start(), behind.end());
                from = Math.max(behind.end(), from);
            }
        }
    }

    private void said() {
        Matcher found = SAID.matcher(text);
        while (found.find()) {
            SecretValue value = SecretValue.at(text, found.end(), false);
            if (value.something(mark) && SecretValue.mixed(value.beginning()) && !value.path()) {
                into.add(value.start(), value.end());
            }
        }
    }
}
