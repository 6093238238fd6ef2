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
                        UndoAttacks.all(),
                        NameAttacks.all(),
                        PodAttacks.all(),
                        OwnerAttacks.all(),
                        FloodAttacks.all(),
                        RightsAttacks.all(),
                        MessageAttacks.all(),
                        OracleAttacks.all(),
                        DecoyControls.all(),
                        InjectionAttacks.all(),
                        MemoryAttacks.all(),
                        KubectlAttacks.all(),
                        ArgumentAttacks.all())
                .flatMap(List::stream)
                .toList();
    }
}
