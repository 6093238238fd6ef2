package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Containers of a pod with their states, or of a pod template. */
final class DescribeContainers {
    private DescribeContainers() {}

    static void write(KubeObject object, Description text) {
        Json pod = object.at("spec.template.spec").isPresent() ? object.at("spec.template.spec") : object.at("spec");
        if (object.at("spec.jobTemplate").isPresent()) {
            pod = object.at("spec.jobTemplate.spec.template.spec");
        }
        write("Init Containers", pod.get("initContainers"), object.at("status.initContainerStatuses"), text);
        write("Containers", pod.get("containers"), object.at("status.containerStatuses"), text);
    }

    private static void write(String heading, Json containers, Json statuses, Description text) {
        if (containers.items().isEmpty()) {
            return;
        }
        text.heading(0, heading);
        for (Json container : containers.items()) {
            String name = container.get("name").text();
            text.heading(1, name);
            Json status = statuses.items().stream()
                    .filter(each -> each.get("name").is(name))
                    .findFirst()
                    .orElse(Json.of(null));
            spec(container, text);
            status(status, text);
        }
    }

    private static void spec(Json container, Description text) {
        text.line(2, "Image", container.get("image").text());
        text.line(2, "Ports", ports(container));
        text.line(2, "Command", String.join(" ", container.get("command").texts()));
        text.line(2, "Args", String.join(" ", container.get("args").texts()));
        text.line(2, "Limits", amounts(container.at("resources.limits")));
        text.line(2, "Requests", amounts(container.at("resources.requests")));
        text.line(2, "Liveness", probe(container.get("livenessProbe")));
        text.line(2, "Readiness", probe(container.get("readinessProbe")));
        text.line(2, "Startup", probe(container.get("startupProbe")));
        List<String> environment = environment(container);
        if (!environment.isEmpty()) {
            text.lines(2, "Environment", environment);
        }
        List<String> mounts = container.get("volumeMounts").items().stream()
                .map(mount -> "%s from %s%s"
                        .formatted(
                                mount.get("mountPath").text(),
                                mount.get("name").text(),
                                mount.get("readOnly").isTrue() ? " (ro)" : " (rw)"))
                .toList();
        if (!mounts.isEmpty()) {
            text.lines(2, "Mounts", mounts);
        }
    }

    private static void status(Json status, Description text) {
        if (!status.isPresent()) {
            return;
        }
        state("State", status.get("state"), text);
        state("Last State", status.get("lastState"), text);
        text.line(2, "Ready", status.get("ready").isTrue() ? "True" : "False");
        text.line(2, "Restart Count", status.get("restartCount").text("0"));
    }

    /** {@code Terminated}, and below it reason, exit code, message and times. */
    private static void state(String label, Json state, Description text) {
        state.members().forEach((name, details) -> {
            text.line(2, label, Description.words(name));
            text.line(3, "Reason", details.get("reason").text());
            text.line(3, "Message", details.get("message").text().strip());
            text.line(3, "Exit Code", details.get("exitCode").text());
            text.line(3, "Signal", details.get("signal").text());
            text.line(3, "Started", details.get("startedAt").text());
            text.line(3, "Finished", details.get("finishedAt").text());
        });
    }

    private static String ports(Json container) {
        return container.get("ports").items().stream()
                .map(port -> port.get("containerPort").text() + "/"
                        + port.get("protocol").text("TCP")
                        + (port.get("name").isPresent()
                                ? " (" + port.get("name").text() + ")"
                                : ""))
                .collect(Collectors.joining(", "));
    }

    private static String amounts(Json resources) {
        return new TreeMap<>(resources.textMembers())
                .entrySet().stream()
                        .map(amount -> amount.getKey() + "=" + amount.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String probe(Json probe) {
        if (!probe.isPresent()) {
            return "";
        }
        String what = "";
        if (probe.get("httpGet").isPresent()) {
            Json http = probe.get("httpGet");
            what = "http-get %s://%s:%s%s"
                    .formatted(
                            http.get("scheme").text("HTTP").toLowerCase(Locale.ROOT),
                            http.get("host").text(),
                            http.get("port").text(),
                            http.get("path").text());
        } else if (probe.get("tcpSocket").isPresent()) {
            what = "tcp-socket :" + probe.at("tcpSocket.port").text();
        } else if (probe.get("exec").isPresent()) {
            what = "exec " + probe.at("exec.command").texts();
        } else if (probe.get("grpc").isPresent()) {
            what = "grpc :" + probe.at("grpc.port").text();
        }
        return "%s delay=%ss timeout=%ss period=%ss #success=%s #failure=%s"
                .formatted(
                        what,
                        probe.get("initialDelaySeconds").text("0"),
                        probe.get("timeoutSeconds").text("1"),
                        probe.get("periodSeconds").text("10"),
                        probe.get("successThreshold").text("1"),
                        probe.get("failureThreshold").text("3"));
    }

    private static List<String> environment(Json container) {
        List<String> lines = new ArrayList<>();
        for (Json source : container.get("envFrom").items()) {
            source.members().forEach((kind, reference) -> {
                if (reference.get("name").isPresent()) {
                    lines.add("all of %s %s%s"
                            .formatted(
                                    kind.replace("Ref", ""),
                                    reference.get("name").text(),
                                    optional(reference)));
                }
            });
        }
        for (Json variable : container.get("env").items()) {
            String value = variable.get("value").text();
            for (Map.Entry<String, Json> source :
                    variable.get("valueFrom").members().entrySet()) {
                Json from = source.getValue();
                value = source.getKey().equals("fieldRef")
                        ? "(%s)".formatted(from.get("fieldPath").text())
                        : "<set to the key '%s' in %s '%s'>%s"
                                .formatted(
                                        from.get("key")
                                                .text(from.get("resource").text()),
                                        source.getKey().replace("KeyRef", ""),
                                        from.get("name")
                                                .text(from.get("containerName").text()),
                                        optional(from));
            }
            lines.add(variable.get("name").text() + ": " + value);
        }
        return lines;
    }

    private static String optional(Json reference) {
        return reference.get("optional").isTrue() ? " (optional)" : "";
    }
}
