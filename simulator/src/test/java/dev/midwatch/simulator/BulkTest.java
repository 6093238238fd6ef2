package dev.midwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.simulator.scenario.Scenario;
import org.junit.jupiter.api.Test;

class BulkTest {
    @Test
    void holdsFiftyThousandPodsAndPagesThroughThem() {
        try (Simulation simulation = Simulation.start(Scenario.bulk(50_000))) {
            Wire wire = Wire.admin(simulation);
            int pods = 0;
            String token = "";
            do {
                Wire.Reply page = wire.get("/api/v1/pods?limit=5000&continue=" + token);
                pods += page.at("/items").size();
                token = page.at("/metadata/continue").asText();
            } while (!token.isEmpty());
            assertThat(pods).isEqualTo(50_000);
            assertThat(wire.get("/api/v1/pods?fieldSelector=spec.nodeName%3Dbulk-node-7")
                            .at("/items"))
                    .hasSize(100);
        }
    }
}
