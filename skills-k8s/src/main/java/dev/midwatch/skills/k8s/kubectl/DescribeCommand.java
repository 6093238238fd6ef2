package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code kubectl describe}. A name that is not there stands for all that begin with it, as in kubectl. */
final class DescribeCommand implements Subcommand {
    @Override
    public Set<Flag> flags() {
        return EnumSet.of(NAMESPACE, ALL_NAMESPACES, SELECTOR, SHOW_EVENTS);
    }

    @Override
    public String usage() {
        return "describe TYPE [NAME|PREFIX...] | TYPE/NAME [-n NS | -A] [-l SELECTOR]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        List<Target> targets = Target.parse(line.arguments(), new TypeNames(context.cluster()));
        Selection selection = Selection.of(targets, line, context.cluster());
        List<KubeObject> objects = new ArrayList<>(selection.objects());
        List<String> missing = new ArrayList<>(selection.missing());
        for (Target target : targets) {
            for (String name : target.names()) {
                if (missing.contains(target.notFound(name))) {
                    List<KubeObject> sameBeginning = startingWith(name, target, line, context.cluster());
                    objects.addAll(sameBeginning);
                    missing.removeIf(told -> !sameBeginning.isEmpty() && told.equals(target.notFound(name)));
                }
            }
        }
        if (objects.isEmpty() && missing.isEmpty()) {
            return ToolResult.of("No resources found"
                    + (line.namespace().isEmpty() ? "" : " in " + line.namespace() + " namespace."));
        }
        List<String> texts = new ArrayList<>();
        boolean withEvents = !line.flags().containsKey(SHOW_EVENTS) || line.has(SHOW_EVENTS);
        for (KubeObject object : objects) {
            texts.add(describe(object, withEvents, context));
        }
        texts.addAll(missing);
        return new ToolResult(String.join("\n\n", texts), objects.isEmpty());
    }

    private static List<KubeObject> startingWith(String name, Target target, CommandLine line, ClusterReader cluster)
            throws ClusterException, UsageException {
        return cluster.list(ListQuery.of(target.type()).in(target.namespace(line))).stream()
                .filter(object -> object.name().startsWith(name))
                .map(SecretMask::applyTo)
                .toList();
    }

    private static String describe(KubeObject object, boolean withEvents, ToolContext context) throws ClusterException {
        Description text = new Description();
        DescribeMetadata.write(object, text);
        DescribeSpec.write(object, text);
        DescribeContainers.write(object, text);
        DescribeConditions.write(object, text);
        if (withEvents) {
            DescribeEvents.write(EventList.about(object, context.cluster()), context.now(), text);
        }
        return text.toString();
    }
}
