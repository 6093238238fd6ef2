package dev.midwatch.core.watch;

import dev.midwatch.api.check.Check;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.config.NearName;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.Plugins;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Every check of every plugin that is loaded at the moment of the question. */
public final class CheckCatalog {
    private static final String EVERY = "*";

    private final Supplier<List<RegisteredCheck>> checks;

    public CheckCatalog(Supplier<List<RegisteredCheck>> checks) {
        this.checks = checks;
    }

    /** Those that do not change. */
    public CheckCatalog(List<RegisteredCheck> checks) {
        List<RegisteredCheck> copy = List.copyOf(checks);
        this.checks = () -> copy;
    }

    /** Those of these plugins. */
    public static List<RegisteredCheck> of(Plugins plugins) {
        return plugins.loaded().stream().flatMap(plugin -> of(plugin).stream()).toList();
    }

    /** Those of this plugin. */
    public static List<RegisteredCheck> of(LoadedPlugin plugin) {
        return plugin.skills().stream()
                .flatMap(skill -> skill.checks().stream())
                .map(check -> new RegisteredCheck(plugin.name(), check))
                .toList();
    }

    public List<RegisteredCheck> all() {
        return checks.get();
    }

    /** The same, without whose they are. */
    public List<Check> checks() {
        return all().stream().map(RegisteredCheck::check).toList();
    }

    /** Everything a job may name: each check, all of a plugin ({@code skills-k8s/*}) and all there are ({@code *}). */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        names.add(EVERY);
        all().forEach(check -> {
            names.add(check.name());
            names.add(ofPlugin(check));
        });
        return names;
    }

    private static String ofPlugin(RegisteredCheck check) {
        return check.plugin() + "/" + EVERY;
    }

    /** For each name that stands for no check of a loaded plugin: that it does not run. */
    public List<CheckReport.Gap> missing(Collection<String> names) {
        Set<String> known = names();
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> new CheckReport.Gap(name, "there is no such check" + nearest(name, known), true))
                .toList();
    }

    private static String nearest(String name, Set<String> known) {
        return NearName.find(name, known)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse(" in any plugin that is loaded");
    }

    /**
     * Those that these names stand for; what is {@link #missing} is passed over.
     *
     * @param unasked which of them a name for many, such as {@code *}, stands for
     */
    public List<RegisteredCheck> named(Collection<String> names, Predicate<RegisteredCheck> unasked) {
        return all().stream()
                .filter(check -> names.contains(check.name())
                        || (names.contains(ofPlugin(check)) || names.contains(EVERY)) && unasked.test(check))
                .toList();
    }

    /** Those that run where nobody asks for any by name. */
    public List<RegisteredCheck> usual(Predicate<RegisteredCheck> unasked) {
        return named(List.of(EVERY), unasked);
    }
}
