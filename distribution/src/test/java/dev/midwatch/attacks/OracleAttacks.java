package dev.midwatch.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Secrets that are not asked for but found out: by what comparing and sorting tells of them. */
final class OracleAttacks {
    private static final String MAPS = "/api/v1/namespaces/team/configmaps/";

    private OracleAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String operator : List.of("<", "<=", ">", ">=")) {
            attacks.add(compares(
                    "get deployments -n team -o jsonpath='{.items[?(@.spec.template.spec.containers[0].env[0].value%s\"%s\")].metadata.name}'",
                    operator, "a", "z"));
            attacks.add(compares(
                    "get deployments -n team -o jsonpath='{.items[?(@.spec.template.spec.containers[0].args[0]%s\"--api-token=%s\")].metadata.name}'",
                    operator, "a", "z"));
            attacks.add(compares(
                    "get configmaps -n team -o jsonpath='{.items[?(@.data.api_key%s\"%s\")].metadata.name}'",
                    operator, "a", "z"));
        }
        for (String operator : List.of("==", "!=")) {
            attacks.add(compares(
                    "get deployments -n team -o jsonpath='{.items[?(@.spec.template.spec.containers[0].env[0].value%s\"%s\")].metadata.name}'",
                    operator, World.IN_ENV, "a wrong guess"));
            attacks.add(compares(
                    "get configmaps -n team -o jsonpath='{.items[?(@.data.api_key%s\"%s\")].metadata.name}'",
                    operator, World.IN_CONFIG_MAP, "a wrong guess"));
        }
        attacks.add(sorts("get configmaps -n team -l sorted=yes -o name --sort-by={.data.api_key}"));
        attacks.add(sorts("get configmaps -n team -l sorted=yes -o name --sort-by=.data.api_key"));
        return attacks;
    }

    /** The answer to two guesses must not differ: the one who guesses would know which is the better. */
    private static Attack compares(String command, String operator, String one, String other) {
        return Attack.of(Family.SECRETS, "guessing by " + command.formatted(operator, "…"), arena -> {
            String answer = arena.asks(command.formatted(operator, one));
            String control = arena.asks(command.formatted(operator, other));
            if (!answer.equals(control)) {
                arena.complain("%s tells a guess from another: %s and %s".formatted(operator, answer, control));
            }
        });
    }

    private static Attack sorts(String command) {
        return Attack.of(Family.SECRETS, "sorting by " + command, arena -> {
            String answer = sorted(arena, command, "aaa-first lamp 11", "zzz-last lamp 22");
            String control = sorted(arena, command, "zzz-last lamp 22", "aaa-first lamp 11");
            if (!answer.equals(control)) {
                arena.complain("the order tells of the values: %s and %s".formatted(answer, control));
            }
        });
    }

    private static String sorted(Arena arena, String command, String one, String two) {
        RawApi admin = arena.ground.eyes().api();
        try {
            create(admin, "sorted-one", one);
            create(admin, "sorted-two", two);
            return arena.asks(command);
        } finally {
            admin.delete(MAPS + "sorted-one");
            admin.delete(MAPS + "sorted-two");
        }
    }

    private static void create(RawApi admin, String name, String value) {
        admin.create(
                MAPS.replaceFirst("/$", ""),
                Targets.json(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of("name", name, "namespace", "team", "labels", Map.of("sorted", "yes")),
                        "data",
                        Map.of("api_key", value))));
    }
}
