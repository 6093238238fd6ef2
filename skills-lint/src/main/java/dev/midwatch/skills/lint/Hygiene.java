package dev.midwatch.skills.lint;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.KubeObject;
import java.util.List;

/** A check that runs only when asked for, and speaks of nothing that the distribution itself brings. */
interface Hygiene extends Check {
    Setting SKIPPED = new Setting(
            "skip_namespaces",
            List.of("kube-system", "kube-public", "kube-node-lease"),
            "namespaces in which nothing is looked at");

    @Override
    default boolean lint() {
        return true;
    }

    @Override
    default List<Setting> settings() {
        return List.of(SKIPPED);
    }

    /** Whether somebody here can do something about the object. */
    static boolean concerns(CheckContext context, KubeObject object) {
        return object.deletionRequested().isEmpty()
                && !context.texts(SKIPPED.name(), object).contains(object.namespace());
    }
}
