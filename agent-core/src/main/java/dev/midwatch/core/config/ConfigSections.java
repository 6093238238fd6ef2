package dev.midwatch.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parts of the configuration that are judged once it is known which plugins and checks there are. */
public final class ConfigSections {
    static final ConfigSections NONE =
            new ConfigSections(new Tree.Mapping(Map.of(), Origin.file("config.yaml", 1)), List.of());

    private static final String CHECKS = "checks";
    private static final Set<String> KERNEL = RecordShape.keys(Config.class);
    /** Sections of plugins that ship with Midwatch or will: fine even where the plugin is not loaded. */
    private static final Set<String> SHIPPED = Set.of("k8s", "argocd", "certmanager", "discord");

    private final Tree.Mapping tree;
    private final List<String> notices;

    ConfigSections(Tree.Mapping tree, List<String> notices) {
        this.tree = tree;
        this.notices = List.copyOf(notices);
    }

    /** The whole configuration with the origin of each value. */
    Tree.Mapping tree() {
        return tree;
    }

    Tree.Mapping checks() {
        return section(CHECKS);
    }

    /** One line for each key that was accepted although it has no meaning here. */
    public List<String> notices() {
        return notices;
    }

    /**
     * Reads a plugin's own section into a record: an absent key becomes what the record's own static {@code defaults()} says, else
     * null, zero or empty.
     *
     * @param name the plugin's short name
     * @throws ConfigException with everything that is wrong in the section
     */
    public <C extends Record> C plugin(String name, Class<C> type) {
        List<Problem> problems = new ArrayList<>();
        Tree.Mapping section = name.equals(CHECKS) || KERNEL.contains(name) ? NONE.tree : section(name, problems);
        C config = new RecordReader(problems).read(type, section, null, name);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    /**
     * What is wrong with the names of the top-level keys, and which sections have no effect now.
     *
     * @param plugins short names of all plugins there are, those that could not be loaded too
     * @return a line for each section whose plugin is not there
     * @throws ConfigException naming each key that belongs to nobody
     */
    public List<String> requireKnown(Collection<String> plugins) {
        List<Problem> problems = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        Set<String> known = new TreeSet<>(KERNEL);
        known.add(CHECKS);
        known.addAll(SHIPPED);
        known.addAll(plugins);
        pluginSections().forEach((key, member) -> {
            if (!known.contains(key)) {
                problems.add(Problem.at(member.key(), key, "unknown key", NearName.hint(key, known)));
            } else if (!plugins.contains(key)) {
                idle.add(key + ": has no effect, no plugin of that name is loaded");
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return idle;
    }

    Map<String, Tree.Mapping.Member> pluginSections() {
        Map<String, Tree.Mapping.Member> sections = new LinkedHashMap<>(tree.members());
        sections.keySet().removeAll(KERNEL);
        sections.remove(CHECKS);
        sections.keySet().removeAll(ForeignKeys.NAMES);
        return sections;
    }

    private Tree.Mapping section(String name) {
        return section(name, new ArrayList<>());
    }

    private Tree.Mapping section(String name, List<Problem> problems) {
        Tree found = tree.find(name).orElse(NONE.tree);
        if (found instanceof Tree.Mapping mapping) {
            return mapping;
        }
        problems.add(Problem.at(found.origin(), name, "is not a section", "write its keys below it, indented"));
        return NONE.tree;
    }
}
