package dev.midwatch.core.view;

import dev.midwatch.core.config.Config;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.rbac.DeclaredRights;
import dev.midwatch.core.rbac.RoleManifest;
import dev.midwatch.core.rbac.RoleYaml;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.core.tool.Withheld;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the model may use on behalf of whom, and why; and the role that grants what is missing. */
public final class Tools {
    private static final String NAME = "midwatch";

    private final ToolRegistry registry;
    private final Access access;
    private final Supplier<Plugins> plugins;
    private final Config config;

    public Tools(ToolRegistry registry, Access access, Supplier<Plugins> plugins, Config config) {
        this.registry = registry;
        this.access = access;
        this.plugins = plugins;
        this.config = config;
    }

    /** Every tool there is, and whether somebody of that level gets it in a conversation now. */
    public List<ToolRow> of(Level level) {
        Toolset offered = registry.offer(Authority.attended("view", level, access));
        Map<String, String> withheld =
                offered.withheld().stream().collect(Collectors.toMap(Withheld::tool, Withheld::reason));
        return registry.all().stream()
                .map(tool -> new ToolRow(
                        tool.name(),
                        tool.from(),
                        tool.acts() ? "action" : "read",
                        tool.description(),
                        !withheld.containsKey(tool.name()),
                        withheld.containsKey(tool.name()) ? withheld.get(tool.name()) : offered.grounds(tool.name()),
                        tool.permissions()))
                .toList();
    }

    /** The manifest of the least roles that the plugins need, as YAML. */
    public String roles(boolean withActions) {
        RoleManifest roles =
                new RoleManifest(NAME, NAME, NAME, NAME, config.kubernetes().watched());
        return RoleYaml.of(roles.parts(DeclaredRights.of(
                plugins.get().loaded(),
                config.actions(),
                withActions,
                config.kubernetes().mirror())));
    }
}
