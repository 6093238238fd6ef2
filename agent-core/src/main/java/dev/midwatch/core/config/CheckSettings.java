package dev.midwatch.core.config;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operator decided about checks: the {@code checks} section, read against the settings that the checks declare. */
public final class CheckSettings {
    private final Map<String, CheckSection> byCheck;

    private CheckSettings(Map<String, CheckSection> byCheck) {
        this.byCheck = byCheck;
    }

    /** @throws ConfigException with everything that is wrong in the section */
    public static CheckSettings resolve(Config config, Collection<? extends Check> checks) {
        List<Problem> problems = unknown(config, checks);
        return resolve(config, checks, problems);
    }

    /**
     * As {@link #resolve}, where what is said of checks that are not there has no effect: their plugin was taken out.
     *
     * @throws ConfigException with everything that is wrong with what is said of these checks
     */
    public static CheckSettings ofThose(Config config, Collection<? extends Check> checks) {
        return resolve(config, checks, new ArrayList<>());
    }

    /** For each check that the section names and that is not there, where it does. */
    public static List<Problem> unknown(Config config, Collection<? extends Check> checks) {
        Set<String> known = checks.stream().map(Check::name).collect(Collectors.toSet());
        List<Problem> problems = new ArrayList<>();
        config.sections().checks().members().forEach((name, member) -> {
            if (!known.contains(name)) {
                problems.add(Problem.at(
                        member.key(), "checks." + name, "there is no such check", NearName.hint(name, known)));
            }
        });
        return problems;
    }

    private static CheckSettings resolve(Config config, Collection<? extends Check> checks, List<Problem> problems) {
        Map<String, Check> known = new LinkedHashMap<>();
        checks.forEach(check -> known.put(check.name(), check));
        Map<String, CheckSection> sections = new LinkedHashMap<>();
        config.sections().checks().members().forEach((name, member) -> {
            Check check = known.get(name);
            if (check != null) {
                sections.put(name, new CheckSectionReader(check, problems).read(member.value()));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new CheckSettings(sections);
    }

    /** Whether the check runs unasked; one that is a matter of hygiene does only where the operator said so. */
    public boolean enabled(Check check) {
        CheckSection section = section(check);
        return section.enabled().orElse(!check.lint()) || section.isEnabledSomewhere();
    }

    /** Whether the operator said that the check is not to run. */
    public boolean switchedOff(Check check) {
        CheckSection section = section(check);
        return !section.enabled().orElse(true) && !section.isEnabledSomewhere();
    }

    /** Whether the check, when it runs, speaks of such an object. One that the operator wants somewhere alone is not heard elsewhere. */
    public boolean speaksOf(Check check, String namespace, Map<String, String> labels) {
        CheckSection section = section(check);
        boolean elsewhere = !section.isEnabledSomewhere() || !check.lint();
        return section.last(namespace, labels, CheckSection.Part::enabled)
                .or(section::enabled)
                .orElse(elsewhere);
    }

    /** The severity of all its findings about such an object, if the operator set one. */
    public Optional<Severity> severity(Check check, String namespace, Map<String, String> labels) {
        CheckSection section = section(check);
        return section.last(namespace, labels, CheckSection.Part::severity).or(section::severity);
    }

    /** The threshold for such an object: a Duration or a Double as the setting's default is one or a number. */
    public Object value(Check check, Setting setting, String namespace, Map<String, String> labels) {
        CheckSection section = section(check);
        return section.last(namespace, labels, part -> part.threshold(setting.name()))
                .or(() -> section.all().threshold(setting.name()))
                .orElse(setting.defaultValue());
    }

    private CheckSection section(Check check) {
        return byCheck.getOrDefault(check.name(), CheckSection.NONE);
    }
}
