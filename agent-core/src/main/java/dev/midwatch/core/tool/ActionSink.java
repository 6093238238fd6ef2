package dev.midwatch.core.tool;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.Permission;
import java.util.List;

/** Where planned actions go. The answer says what became of it: done, waiting for a person, refused and why. */
@FunctionalInterface
public interface ActionSink {
    /**
     * @param tool     the name under which the tool that planned it was called
     * @param declared its permissions
     */
    Called submit(String tool, List<Permission> declared, Action action, Authority authority);
}
