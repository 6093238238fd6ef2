package dev.midwatch.skills.k8s.autoscaling;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an autoscaler measures beside what it aims at, {@code cpu is at 143 % of its request, the aim is 80 %}. */
final class Metrics {
    private Metrics() {}

    /** Those that are above their aim, or all if none is. */
    static String words(KubeObject autoscaler) {
        List<String> above = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (Json aim : autoscaler.at("spec.metrics").items()) {
            for (Json current : autoscaler.at("status.currentMetrics").items()) {
                if (isSame(aim, current)) {
                    String words = words(autoscaler, aim, current);
                    all.add(words);
                    if (ratio(aim, current) > 1) {
                        above.add(words);
                    }
                }
            }
        }
        return String.join("; ", above.isEmpty() ? all : above);
    }

    private static String source(Json metric) {
        String type = metric.get("type").text();
        return type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    private static String name(Json metric) {
        Json of = metric.get(source(metric));
        return of.get("name").text(of.at("metric.name").text());
    }

    private static boolean isSame(Json aim, Json current) {
        return source(aim).equals(source(current))
                && name(aim).equals(name(current))
                && aim.get(source(aim))
                        .get("container")
                        .equals(current.get(source(current)).get("container"));
    }

    private static String words(KubeObject autoscaler, Json aim, Json current) {
        String container = aim.get(source(aim)).get("container").text();
        String of = name(aim) + (container.isEmpty() ? "" : " of container " + container);
        double ratio = ratio(aim, current);
        if (ratio == 0) {
            return "%s is at %s, the aim is %s".formatted(of, value(current, "current"), value(aim, "target"));
        }
        long wants = (long) Math.ceil(autoscaler.at("status.currentReplicas").number(0) * ratio);
        return "%s is at %s %% of the request, the aim is %s %%%s"
                .formatted(
                        of,
                        utilization(current, "current"),
                        utilization(aim, "target"),
                        ratio > 1 ? "; " + wants + " pods would meet it" : "");
    }

    private static long utilization(Json metric, String side) {
        return metric.get(source(metric)).at(side + ".averageUtilization").number(0);
    }

    /** How many times the aim it is; zero where that is not a matter of utilization. */
    private static double ratio(Json aim, Json current) {
        long wanted = utilization(aim, "target");
        return wanted == 0 ? 0 : (double) utilization(current, "current") / wanted;
    }

    private static String value(Json metric, String side) {
        Json of = metric.get(source(metric)).get(side);
        return of.get("averageValue").text(of.get("value").text("unknown"));
    }
}
