package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.Verb;
import java.util.List;
import java.util.stream.Stream;

/** A check of pods with what changed in their workload beside each of its findings. */
public final class ChangeBeside implements Check {
    private final Check check;

    private ChangeBeside(Check check) {
        this.check = check;
    }

    public static Check of(Check check) {
        return new ChangeBeside(check);
    }

    @Override
    public String name() {
        return check.name();
    }

    @Override
    public String description() {
        return check.description();
    }

    /** A check names the fields of a type that it lists in one place. */
    @Override
    public List<Permission> permissions() {
        List<Permission> own = check.permissions();
        return Stream.concat(own.stream(), WhatChanged.PERMISSIONS.stream().filter(more -> isNew(more, own)))
                .toList();
    }

    private static boolean isNew(Permission more, List<Permission> own) {
        return more.verb() != Verb.LIST
                || own.stream()
                        .noneMatch(one -> one.verb() == Verb.LIST && one.type().equals(more.type()));
    }

    @Override
    public List<Setting> settings() {
        return check.settings();
    }

    @Override
    public boolean lint() {
        return check.lint();
    }

    @Override
    public boolean urgent() {
        return check.urgent();
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Changes changes = new Changes(context);
        return check.run(context).stream().map(changes::addTo).toList();
    }
}
