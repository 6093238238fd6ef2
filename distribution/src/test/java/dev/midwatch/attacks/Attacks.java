package dev.midwatch.attacks;

import java.util.List;
import java.util.stream.Stream;

/** All attacks. */
final class Attacks {
    private Attacks() {}

    static List<Attack> all() {
        return Stream.of(
                        ReachAttacks.all(),
                        ApprovalAttacks.all(),
                        PluginAttacks.all(),
                        InjectionAttacks.all(),
                        KubectlAttacks.all(),
                        ArgumentAttacks.all())
                .flatMap(List::stream)
                .toList();
    }
}
