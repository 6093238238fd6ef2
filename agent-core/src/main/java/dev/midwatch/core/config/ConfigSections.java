package dev.midwatch.core.config;

import dev.midwatch.core.text.KnownSecrets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The parts of the configuration that are judged once it is known which plugins and checks there are. */
public final class ConfigSections {
    private static final String CHECKS = "checks";
    private static final Set<String> KERNEL = RecordShape.keys(Config.class);
    /** Sections of plugins that ship with Midwatch or will: fine even where the plugin is not loaded. */
    private static final Set<String> SHIPPED =
            Set.of("k8s", "argocd", "certmanager", "helm", "lint", "addons", "discord");

    static final ConfigSections NONE =
            new ConfigSections(new Tree.Mapping(Map.of(), Origin.file("config.yaml", 1)), List.of());

    private final Tree.Mapping tree;
    private final List<String> notices;

    ConfigSections(Tree.Mapping tree, List<String> notices) {
        this.tree = tree;
        this.notices = List.copyOf(notices);
        KnownSecrets.ofProcess().learn(secrets());
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
        return read(name, type, UnaryOperator.identity());
    }

    /** As {@link #plugin}, of a plugin that brings a channel: without what the kernel alone has to know of its people. */
    public <C extends Record> C channel(String name, Class<C> type) {
        return read(name, type, section -> section.without(PeopleConfig.KEYS));
    }

    /**
     * Who may do what through the channels of a plugin.
     *
     * @param name the plugin's short name
     * @throws ConfigException with everything that is wrong about them
     */
    public PeopleConfig people(String name) {
        return read(name, PeopleConfig.class, section -> section.only(PeopleConfig.KEYS));
    }

    /**
     * What a plugin's section holds, wherever it stands: equal if and only if the plugin would read the same.
     *
     * @param name      the plugin's short name
     * @param ofChannel whether it is read without the people
     */
    public Object values(String name, boolean ofChannel) {
        return tree.find(name)
                .map(found ->
                        found instanceof Tree.Mapping mapping && ofChannel ? mapping.without(PeopleConfig.KEYS) : found)
                .map(ConfigSections::values)
                .orElse(Map.of());
    }

    private static Object values(Tree part) {
        if (part instanceof Tree.Mapping mapping) {
            Map<String, Object> values = new LinkedHashMap<>();
            mapping.members().forEach((key, member) -> values.put(key, values(member.value())));
            return values;
        }
        return part instanceof Tree.Sequence sequence
                ? sequence.items().stream().map(ConfigSections::values).toList()
                : List.of(((Tree.Scalar) part).text(), ((Tree.Scalar) part).plain());
    }

    private <C extends Record> C read(String name, Class<C> type, UnaryOperator<Tree.Mapping> part) {
        List<Problem> problems = new ArrayList<>();
        Tree.Mapping section = name.equals(CHECKS) || KERNEL.contains(name) ? NONE.tree : section(name, problems);
        C config = new RecordReader(problems).read(type, part.apply(section), null, name);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    /** What stands in the sections of plugins under a name that speaks of a secret. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        pluginSections().forEach((key, member) -> secrets(key, member.value(), secrets));
        return secrets;
    }

    private static void secrets(String key, Tree value, List<String> into) {
        if (value instanceof Tree.Mapping mapping) {
            mapping.members().forEach((below, member) -> secrets(below, member.value(), into));
        } else if (value instanceof Tree.Sequence sequence) {
            sequence.items().forEach(item -> secrets(key, item, into));
        } else if (value instanceof Tree.Scalar scalar && !scalar.isEmpty() && KnownSecrets.tells(key)) {
            into.add(scalar.text());
        }
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
