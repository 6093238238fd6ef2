package dev.midwatch.core.config;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one check's section, noting what is wrong. */
final class CheckSectionReader {
    private static final Set<String> COMMON = Set.of("enabled", "severity");

    private final Check check;
    private final List<Problem> problems;

    CheckSectionReader(Check check, List<Problem> problems) {
        this.check = check;
        this.problems = problems;
    }

    CheckSection read(Tree tree) {
        String path = "checks." + check.name();
        if (tree.isEmpty()) {
            return CheckSection.NONE;
        }
        if (!(tree instanceof Tree.Mapping mapping)) {
            problems.add(Problem.at(tree.origin(), path, "is not a section", "write its keys below it, indented"));
            return CheckSection.NONE;
        }
        CheckSection.Part all = part(mapping, path, Set.of("overrides"));
        List<CheckSection.Override> overrides = new ArrayList<>();
        mapping.find("overrides").ifPresent(list -> overrides(list, path + ".overrides", overrides));
        return new CheckSection(all, overrides);
    }

    private void overrides(Tree tree, String path, List<CheckSection.Override> overrides) {
        if (!(tree instanceof Tree.Sequence list)) {
            problems.add(Problem.at(tree.origin(), path, "is not a list", "start each override with \"- namespace:\""));
            return;
        }
        for (Tree item : list.items()) {
            String at = path + "[" + overrides.size() + "]";
            if (item instanceof Tree.Mapping mapping) {
                overrides.add(override(mapping, at));
            } else {
                problems.add(
                        Problem.at(item.origin(), at, "is not an override", "namespace or labels, and what holds"));
            }
        }
    }

    /** Which objects an override speaks of. */
    record Match(List<String> namespace, Map<String, String> labels) {}

    private CheckSection.Override override(Tree.Mapping mapping, String path) {
        Map<String, Tree.Mapping.Member> matching = new LinkedHashMap<>(mapping.members());
        matching.keySet().retainAll(Set.of("namespace", "labels"));
        Match match =
                new RecordReader(problems).read(Match.class, new Tree.Mapping(matching, mapping.origin()), null, path);
        if (matching.isEmpty()) {
            problems.add(Problem.at(mapping.origin(), path, "fits every object", "say namespace or labels"));
        }
        return new CheckSection.Override(match.namespace(), match.labels(), part(mapping, path, matching.keySet()));
    }

    private CheckSection.Part part(Tree.Mapping mapping, String path, Set<String> readElsewhere) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        check.settings().forEach(setting -> settings.put(setting.name(), setting));
        Map<String, Object> thresholds = new LinkedHashMap<>();
        mapping.members().forEach((key, member) -> {
            if (settings.containsKey(key)) {
                threshold(settings.get(key), member.value(), path).ifPresent(value -> thresholds.put(key, value));
            } else if (!COMMON.contains(key) && !readElsewhere.contains(key)) {
                Set<String> known = new LinkedHashSet<>(settings.keySet());
                known.addAll(COMMON);
                known.add("overrides");
                problems.add(Problem.at(member.key(), path + "." + key, "unknown key", NearName.hint(key, known)));
            }
        });
        return new CheckSection.Part(
                scalar(mapping, path, "enabled", one -> (Boolean) ScalarReader.read(boolean.class, one)),
                scalar(mapping, path, "severity", one -> (Severity) ScalarReader.read(Severity.class, one)),
                thresholds);
    }

    private Optional<Object> threshold(Setting setting, Tree tree, String path) {
        String at = path + "." + setting.name();
        if (setting.defaultValue() instanceof List<?>) {
            return Optional.of(texts(tree, at));
        }
        Class<?> type = setting.defaultValue() instanceof Duration ? Duration.class : double.class;
        return one(tree, at, scalar -> positive(ScalarReader.read(type, scalar)));
    }

    /** A single value stands for a list of it. */
    private List<String> texts(Tree tree, String path) {
        List<Tree> items = tree instanceof Tree.Sequence list ? list.items() : List.of(tree);
        return items.stream()
                .flatMap(item -> one(item, path, Tree.Scalar::text).stream())
                .toList();
    }

    private static Object positive(Object value) {
        if (value instanceof Double number && number < 0) {
            throw new InvalidValue("", "is below zero", "zero or more");
        }
        return value;
    }

    private <T> Optional<T> scalar(Tree.Mapping mapping, String path, String key, Function<Tree.Scalar, T> read) {
        return mapping.find(key).flatMap(tree -> one(tree, path + "." + key, read));
    }

    private <T> Optional<T> one(Tree tree, String path, Function<Tree.Scalar, T> read) {
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        if (!(tree instanceof Tree.Scalar scalar)) {
            problems.add(Problem.at(tree.origin(), path, "is not a single value", ""));
            return Optional.empty();
        }
        try {
            return Optional.of(read.apply(scalar));
        } catch (InvalidValue invalid) {
            problems.add(Problem.at(tree.origin(), path, invalid.getMessage(), invalid.hint()));
            return Optional.empty();
        }
    }
}
