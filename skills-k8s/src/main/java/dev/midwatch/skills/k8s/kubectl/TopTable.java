package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of {@code kubectl top}. Every cell, the last one too, is padded there. */
final class TopTable {
    /** What one object or container uses. */
    private record Use(Quantity cpu, Quantity memory) {
        static final Use NONE = new Use(Quantity.ZERO, Quantity.ZERO);

        static Use of(Json usage) {
            return new Use(amount(usage.get("cpu")), amount(usage.get("memory")));
        }

        Use plus(Use other) {
            return new Use(cpu.plus(other.cpu), memory.plus(other.memory));
        }

        private static Quantity amount(Json text) {
            return Quantity.parse(text.text()).orElse(Quantity.ZERO);
        }
    }

    private final CommandLine line;
    private final TabWriter table = TabWriter.table();

    TopTable(CommandLine line) {
        this.line = line;
    }

    String nodes(List<KubeObject> metrics, List<KubeObject> nodes) {
        headings("NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)");
        Map<String, KubeObject> byName = nodes.stream().collect(Collectors.toMap(KubeObject::name, node -> node));
        for (KubeObject metric : sorted(metrics, metric -> Use.of(metric.at("usage")))) {
            Use use = Use.of(metric.at("usage"));
            KubeObject node = byName.remove(metric.name());
            Use most = node == null ? Use.NONE : Use.of(node.at("status.allocatable"));
            table.row(
                    metric.name(),
                    cpu(use),
                    percent(use.cpu().milli(), most.cpu().milli()),
                    memory(use),
                    percent(use.memory().milli(), most.memory().milli()),
                    "");
        }
        if (line.arguments().size() == 1 && !line.has(SELECTOR)) {
            byName.keySet().stream()
                    .sorted()
                    .forEach(name -> table.row(name, "<unknown>", "<unknown>", "<unknown>", "<unknown>", ""));
        }
        return table.toString();
    }

    String pods(List<KubeObject> metrics) {
        List<String> headings = new ArrayList<>();
        if (line.has(ALL_NAMESPACES)) {
            headings.add("NAMESPACE");
        }
        if (line.has(CONTAINERS)) {
            headings.add("POD");
        }
        headings.addAll(List.of("NAME", "CPU(cores)", "MEMORY(bytes)"));
        headings(headings.toArray(String[]::new));
        for (KubeObject metric : sorted(metrics, TopTable::total)) {
            if (line.has(CONTAINERS)) {
                metric.at("containers").items().stream()
                        .sorted(Comparator.comparing(
                                container -> container.get("name").text()))
                        .forEach(
                                container -> pod(metric, container.get("name").text(), Use.of(container.get("usage"))));
            } else {
                pod(metric, "", total(metric));
            }
        }
        return table.toString();
    }

    private void pod(KubeObject metric, String container, Use use) {
        List<String> cells = new ArrayList<>();
        if (line.has(ALL_NAMESPACES)) {
            cells.add(metric.namespace());
        }
        cells.add(metric.name());
        if (line.has(CONTAINERS)) {
            cells.add(container);
        }
        cells.addAll(List.of(cpu(use), memory(use), ""));
        table.row(cells);
    }

    private void headings(String... names) {
        if (!line.has(NO_HEADERS)) {
            List<String> all = new ArrayList<>(List.of(names));
            all.add("");
            table.row(all);
        }
    }

    private List<KubeObject> sorted(List<KubeObject> metrics, Function<KubeObject, Use> use) {
        Comparator<KubeObject> byName =
                Comparator.comparing(KubeObject::namespace).thenComparing(KubeObject::name);
        Comparator<KubeObject> order = switch (line.text(SORT_BY)) {
            case "cpu" ->
                Comparator.comparing((KubeObject metric) -> use.apply(metric).cpu())
                        .reversed();
            case "memory" ->
                Comparator.comparing((KubeObject metric) -> use.apply(metric).memory())
                        .reversed();
            default -> byName;
        };
        return metrics.stream().sorted(order.thenComparing(byName)).toList();
    }

    private static Use total(KubeObject metric) {
        return metric.at("containers").items().stream()
                .map(container -> Use.of(container.get("usage")))
                .reduce(Use.NONE, Use::plus);
    }

    private static String cpu(Use use) {
        return use.cpu().milli() + "m";
    }

    private static String memory(Use use) {
        return use.memory().mebibytes() + "Mi";
    }

    private static String percent(long used, long most) {
        return most == 0 ? "<unknown>" : (long) ((double) used / most * 100) + "%";
    }
}
