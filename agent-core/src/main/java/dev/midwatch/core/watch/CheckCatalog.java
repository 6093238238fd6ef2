package dev.midwatch.core.watch;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.config.NearName;
import dev.midwatch.core.plugin.Plugins;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every check of every loaded plugin. */
public record CheckCatalog(List<RegisteredCheck> all) {
    public CheckCatalog {
        all = List.copyOf(all);
    }

    public static CheckCatalog of(Plugins plugins) {
        return new CheckCatalog(plugins.loaded().stream()
                .flatMap(plugin -> plugin.skills().stream()
                        .flatMap(skill -> skill.checks().stream())
                        .map(check -> new RegisteredCheck(plugin.name(), check)))
                .toList());
    }

    /** For each name that no loaded plugin has a check of: that it does not run. */
    public List<CheckReport.Gap> missing(Collection<String> names) {
        Set<String> known = all.stream().map(RegisteredCheck::name).collect(Collectors.toSet());
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

    /** Those with these names; what is {@link #missing} is passed over. */
    public List<RegisteredCheck> named(Collection<String> names) {
        return all.stream().filter(check -> names.contains(check.name())).toList();
    }
}
