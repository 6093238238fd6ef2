package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import java.util.ArrayList;
import java.util.List;

/** A path of kubectl's JSONPath: {@code .status.conditions[?(@.type=="Ready")].status}. Missing keys give nothing. */
final class JsonPath {
    /** One step: from a value to what it leads to. */
    interface Step {
        void follow(Json from, List<Json> to);
    }

    private final List<Step> steps;

    JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** {@code .a.b}, {@code {.a.b}} and {@code a.b} are the same. */
    static JsonPath parse(String path) throws UsageException {
        String bare = path.strip();
        if (bare.startsWith("{") && bare.endsWith("}")) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        boolean starts = bare.startsWith(".") || bare.startsWith("[") || bare.startsWith("$") || bare.startsWith("@");
        return JsonPathParser.parse(starts ? bare : "." + bare);
    }

    List<Json> in(Json root) {
        List<Json> here = List.of(root);
        for (Step step : steps) {
            List<Json> next = new ArrayList<>();
            here.forEach(value -> step.follow(value, next));
            here = next;
        }
        return here;
    }

    static Step member(String name) {
        return (from, to) -> add(from.get(name), to);
    }

    /** All members of an object, or items of a list. */
    static Step all() {
        return JsonPath::children;
    }

    /** A value and everything below it. */
    static Step deep() {
        return JsonPath::descend;
    }

    private static void descend(Json from, List<Json> to) {
        add(from, to);
        List<Json> below = new ArrayList<>();
        children(from, below);
        below.forEach(child -> descend(child, to));
    }

    private static void children(Json from, List<Json> to) {
        from.items().forEach(item -> add(item, to));
        Json.of(Sorted.keys(from.raw())).members().values().forEach(member -> add(member, to));
    }

    /** Items from the start (counted from the end if negative) to before the end, every so many. */
    static Step slice(Integer start, Integer end, int stride) {
        return (from, to) -> {
            List<Json> items = from.items();
            int first = start == null ? 0 : start < 0 ? start + items.size() : start;
            int last = end == null ? items.size() : end < 0 ? end + items.size() : end;
            for (int i = Math.max(0, first); i < Math.min(last, items.size()); i += stride) {
                add(items.get(i), to);
            }
        };
    }

    static Step index(int index) {
        return (from, to) -> {
            List<Json> items = from.items();
            int at = index < 0 ? index + items.size() : index;
            if (at >= 0 && at < items.size()) {
                add(items.get(at), to);
            }
        };
    }

    static Step filter(JsonPathFilter filter) {
        return (from, to) -> {
            List<Json> candidates = new ArrayList<>();
            children(from, candidates);
            candidates.stream().filter(filter::accepts).forEach(to::add);
        };
    }

    static Step anyOf(List<Step> steps) {
        return (from, to) -> steps.forEach(step -> step.follow(from, to));
    }

    private static void add(Json value, List<Json> to) {
        if (value.isPresent()) {
            to.add(value);
        }
    }
}
