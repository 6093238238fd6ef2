package dev.midwatch.cli.hermes;

import dev.midwatch.core.skill.SkillText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes over the persona and the skills: texts that mean the same here. */
record HermesFiles(ForeignHome from, OwnFiles own, Takeover takeover) {
    private static final String SKILL = "SKILL.md";
    private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*[\"']?([^\"'\\n]+?)[\"']?\\s*$");
    private static final String OPERATOR =
            "there is one here that an operator wrote; --force writes over it and keeps a copy";

    void take() throws IOException {
        Optional<String> soul = from.text("SOUL.md");
        if (soul.isPresent() && !soul.get().isBlank()) {
            write("SOUL.md", own.home().soul(), soul.get(), "");
        }
        for (String file : from.below("skills")) {
            skill(file);
        }
        left("plugins", "plugins of the other agent are Python; here they are jars");
        left("hooks", "there are no hooks here");
        left("auth.json", "logins of providers are not taken over; an endpoint's key is OPENAI_API_KEY in .env");
        left("profiles", "each is a home of its own; import it by itself");
        left("cron/output", "outputs of runs stay there");
        left("logs", "logs stay there");
    }

    private void left(String name, String why) {
        if (from.file(name).isPresent()) {
            takeover.left(name, why);
        }
    }

    /** {@code skills/<category>/<name>/SKILL.md} there is {@code skills/<name>/SKILL.md} here. */
    private void skill(String file) throws IOException {
        Path path = Path.of(file);
        if (path.getName(1).toString().startsWith(".")) {
            return;
        }
        if (!path.getFileName().toString().equals(SKILL) || path.getNameCount() < 3) {
            takeover.left(file, "only SKILL.md of a skill is read here; what it refers to stays there");
            return;
        }
        Optional<String> text = from.text(file);
        if (text.isEmpty()) {
            return;
        }
        Matcher name = NAME.matcher(text.get());
        if (!text.get().startsWith("---") || !name.find()) {
            takeover.left(file, "has no name in its front matter (--- name: ... description: ... ---)");
            return;
        }
        String folder = path.getParent().getFileName().toString();
        if (!name.group(1).equals(folder)) {
            takeover.left(
                    file,
                    "is called \"%s\" in a folder \"%s\"; here both have to be the same"
                            .formatted(name.group(1), folder));
            return;
        }
        if (!SkillText.isName(folder)) {
            takeover.left(
                    file,
                    "\"%s\" cannot be a name here: 1 to 63 lower case letters, digits and dashes".formatted(folder));
            return;
        }
        String why = path.getNameCount() > 3
                ? "is skills/%s/SKILL.md here, where there are no categories".formatted(folder)
                : "";
        write(file, own.home().skills().resolve(folder).resolve(SKILL), text.get(), why);
    }

    private void write(String name, Path target, String text, String why) throws IOException {
        switch (own.write(target, text)) {
            case NEW -> {
                if (why.isEmpty()) {
                    takeover.taken(name);
                } else {
                    takeover.changed(name, why);
                }
            }
            case SAME -> takeover.taken(name, "is so here already");
            case REFUSED -> takeover.left(name, OPERATOR);
        }
    }
}
