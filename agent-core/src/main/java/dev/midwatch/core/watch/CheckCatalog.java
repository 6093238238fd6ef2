package dev.midwatch.core.watch;

import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.plugin.Plugins;
import java.util.Collection;
import java.util.List;

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

    /** Those with these names; a name without a check is passed over here, and told by whoever reads the job. */
    public List<RegisteredCheck> named(Collection<String> names) {
        return all.stream().filter(check -> names.contains(check.name())).toList();
    }
}
