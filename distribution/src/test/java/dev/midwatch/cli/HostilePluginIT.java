package dev.midwatch.cli;

import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.http.AccessLog;
import dev.midwatch.simulator.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** On a simulated cluster, which knows roles. */
class HostilePluginIT extends HostilePluginContract {
    private Simulation simulation;
    private long mark;

    @BeforeEach
    void start() {
        simulation = Simulation.start(Scenario.builtIn("healthy"));
    }

    @AfterEach
    void stop() {
        simulation.close();
    }

    @Override
    Path kubeconfig(String roles) throws Exception {
        Stream.of(GROUND, roles)
                .flatMap(text -> Stream.of(text.split("(?m)^---$")))
                .map(String::strip)
                .filter(document -> !document.isEmpty())
                .forEach(document -> simulation.inject("apply:\n" + document.indent(2)));
        mark = simulation.requests().size();
        return Files.writeString(
                directory.resolve("kubeconfig"), simulation.kubeconfig("midwatch-hostile", "midwatch"));
    }

    @Override
    List<Request> requests() {
        return simulation.requests().since(mark).stream()
                .filter(entry -> entry.user().equals(ACCOUNT))
                .filter(entry -> !entry.target().contains("/selfsubject"))
                .map(HostilePluginIT::request)
                .toList();
    }

    private static Request request(AccessLog.Entry entry) {
        String[] path = entry.target().replaceFirst("\\?.*", "").split("/namespaces/");
        String[] object = path.length > 1 ? path[1].split("/") : new String[0];
        return new Request(
                entry.method().toLowerCase(Locale.ROOT),
                object.length > 2 ? object[1] + " " + object[0] + "/" + object[2] : entry.target(),
                entry.code());
    }
}
