package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events about the described object, oldest first. */
final class DescribeEvents {
    private DescribeEvents() {}

    static void write(EventList list, Instant now, Description text) {
        if (list.events().isEmpty()) {
            text.line("Events", "<none>");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Type", "Reason", "Age", "From", "Message"));
        for (KubeObject event : list.events()) {
            rows.add(List.of(
                    event.at("type").text(),
                    event.at("reason").text(),
                    EventList.interval(event, now),
                    event.at("source.component")
                            .text(event.at("reportingComponent").text()),
                    event.at("message").text().strip()));
        }
        text.heading(0, "Events").table(1, rows);
    }
}
