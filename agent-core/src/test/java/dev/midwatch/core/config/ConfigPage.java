package dev.midwatch.core.config;

import dev.midwatch.core.config.ConfigReference.Entry;
import java.util.List;
import java.util.Set;

/** docs/config.md, made of the records that the configuration is read into. */
final class ConfigPage {
    private static final String HEAD = """
            # What can be set

            Made of the records that `config.yaml` is read into; `-Dmidwatch.docs=write` writes it anew. `midwatch config explain [KEY]` prints the same.

            A flag wins over a variable of the process, that over one in `.env`, that over `config.yaml`, that over the default. `${ENV:NAME}` in a value is
            replaced by the variable. A variable that begins with `MIDWATCH_` may also be called `HERMES_`. `midwatch config show` says what holds and where it
            comes from, `midwatch config check` everything that is wrong, with file, line and the nearest key.

            A duration is written `30s`, `15m`, `1h30m` or `21d`. `<name>` stands for a name of your own, `[]` for the entries of a list. The last column says
            whether the plan that Midwatch was made after sets the key, in its `config.yaml` or its `.env`.

            Checks have a section each: `checks.<check>` with `enabled`, `severity`, the check's own settings, and `overrides`, a list of the same for a
            `namespace` or `labels`; `midwatch checks list` names them with what is in force, [findings.md](findings.md) explains them. A plugin's own section
            bears its name; that of Discord is told in [discord.md](discord.md).
            """;

    private ConfigPage() {}

    static String of(List<Entry> entries, Set<String> seed) {
        StringBuilder page = new StringBuilder(HEAD);
        String open = "";
        for (Entry entry : entries) {
            String top = entry.key().replaceFirst("[.\\[].*", "");
            if (!top.equals(open)) {
                open = top;
                boolean section = entry.section() && !entry.key().contains(".");
                page.append("\n## ").append(top).append("\n\n");
                page.append(section ? entry.description() + "\n\n" : "");
                page.append("| key | type | default | variable | | plan |\n| --- | --- | --- | --- | --- | --- |\n");
                if (section) {
                    continue;
                }
            }
            page.append(row(entry, seed.contains(entry.key())));
        }
        return page.toString();
    }

    private static String row(Entry entry, boolean planned) {
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        code(entry.key()),
                        entry.type(),
                        code(entry.byDefault()),
                        code(entry.variable().orElse("")),
                        entry.description().replace("*", "\\*"),
                        planned ? "yes" : "");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
