package dev.midwatch.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** YAML as it was written, each part knowing where it stands. What a scalar means is decided by the type it is read into. */
sealed interface Tree {
    Origin origin();

    /** Whether nothing was written: {@code key:} or {@code key: null}. */
    default boolean isEmpty() {
        return false;
    }

    /**
     * A single value.
     *
     * @param text    with references replaced
     * @param written as it stands in the file, with its references, so that it can be shown without what they hide
     * @param plain   whether it was written without quotes
     */
    record Scalar(String text, String written, boolean plain, Origin origin) implements Tree {
        @Override
        public boolean isEmpty() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        boolean hasReference() {
            return !text.equals(written);
        }
    }

    /** Values in order. */
    record Sequence(List<Tree> items, Origin origin) implements Tree {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Values by key, in the order of the file. */
    record Mapping(Map<String, Member> members, Origin origin) implements Tree {
        /** A value, and where its key stands. */
        record Member(Origin key, Tree value) {}

        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        Optional<Tree> find(String key) {
            return Optional.ofNullable(members.get(key)).map(Member::value).filter(value -> !value.isEmpty());
        }

        Mapping without(Set<String> keys) {
            Map<String, Member> rest = new LinkedHashMap<>(members);
            rest.keySet().removeAll(keys);
            return new Mapping(rest, origin);
        }

        Mapping only(Set<String> keys) {
            Map<String, Member> chosen = new LinkedHashMap<>(members);
            chosen.keySet().retainAll(keys);
            return new Mapping(chosen, origin);
        }

        /** The same with one value put at a path of keys, over whatever stood there. */
        Mapping with(List<String> path, Tree value) {
            String key = path.get(0);
            Tree replacement = value;
            if (path.size() > 1) {
                Mapping below = find(key).orElse(null) instanceof Mapping mapping
                        ? mapping
                        : new Mapping(Map.of(), value.origin());
                replacement = below.with(path.subList(1, path.size()), value);
            }
            Map<String, Member> all = new LinkedHashMap<>(members);
            all.put(key, new Member(members.containsKey(key) ? members.get(key).key() : value.origin(), replacement));
            return new Mapping(all, origin);
        }
    }

    /** The part at a path, if something stands there. */
    default Optional<Tree> at(List<String> path) {
        if (path.isEmpty()) {
            return Optional.of(this);
        }
        return this instanceof Mapping mapping
                ? mapping.find(path.get(0)).flatMap(below -> below.at(path.subList(1, path.size())))
                : Optional.empty();
    }
}
