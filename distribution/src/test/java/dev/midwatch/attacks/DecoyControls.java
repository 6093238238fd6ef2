package dev.midwatch.attacks;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A stranger keeps the words of every repair in a Secret: what reads it must not take them for secrets. */
final class DecoyControls {
    private static final String RESTART = "{\"kind\":\"Deployment\",\"namespace\":\"team\",\"name\":\"web\"}";

    private DecoyControls() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.add(Attack.of(
                Family.CONTROLS,
                "a repair runs although its words stand in a Secret",
                arena -> {
                    arena.asks("get secrets -n team -o yaml");
                    arena.calls("rollout_restart", RESTART);
                    List<String> audit = Files.readAllLines(arena.home.audit());
                    if (audit.stream().noneMatch(line -> line.contains("\"Deployment team/web\""))) {
                        arena.complain("the audit file does not say any more what was restarted");
                    }
                },
                Crafted.WEB));
        attacks.add(Attack.of(Family.CONTROLS, "evidence is readable although its words stand in a Secret", arena -> {
            arena.asks("get secrets -n team -o yaml");
            String shown = arena.asks("get deployment coredns -n kube-system -o yaml");
            for (String word : List.of("kind: Deployment", "replicas: ", "namespace: kube-system")) {
                if (!shown.contains(word)) {
                    arena.complain(word + " is hidden");
                }
            }
        }));
        return attacks;
    }
}
