package dev.midwatch.core.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Parses one YAML file into a {@link Tree}, noting what cannot be read. */
final class YamlFile {
    private final String file;
    private final BiFunction<String, Origin, String> references;
    private final List<Problem> problems;
    private final Deque<Node> above = new ArrayDeque<>();

    /** @param references replaces the references in a scalar's text */
    YamlFile(String file, BiFunction<String, Origin, String> references, List<Problem> problems) {
        this.file = file;
        this.references = references;
        this.problems = problems;
    }

    /** The file's mapping; an empty one for an empty file or one that cannot be read. */
    Tree.Mapping parse(String text) {
        Tree.Mapping nothing = new Tree.Mapping(Map.of(), Origin.file(file, 1));
        Optional<Node> root = compose(text);
        if (root.isEmpty()) {
            return nothing;
        }
        Tree tree = toTree(root.get(), "");
        if (tree instanceof Tree.Mapping mapping) {
            return mapping;
        }
        if (!tree.isEmpty()) {
            problems.add(Problem.at(tree.origin(), "", "is not a mapping of keys to values", "start with \"model:\""));
        }
        return nothing;
    }

    private Optional<Node> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(50);
        try {
            // As Yaml.compose does it; but a Yaml looks for a logger first, in every jar there is.
            ParserImpl parser = new ParserImpl(new StreamReader(text), options);
            return Optional.ofNullable(new Composer(parser, new Resolver(), options).getSingleNode());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            int column = e.getProblemMark() == null ? 0 : e.getProblemMark().getColumn() + 1;
            problems.add(new Problem(file, line, "", "is not YAML, at column " + column + ": " + whatOf(e), ""));
        } catch (YAMLException e) {
            problems.add(new Problem(file, 0, "", "is not YAML: " + e.getMessage(), ""));
        }
        return Optional.empty();
    }

    private static String whatOf(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return context + e.getProblem();
    }

    private Tree toTree(Node node, String path) {
        if (above.contains(node)) {
            problems.add(Problem.at(origin(node), path, "an alias points at what it stands in", "write the value out"));
            return new Tree.Scalar("", "", true, origin(node));
        }
        above.push(node);
        try {
            if (node instanceof MappingNode mapping) {
                return mapping(mapping, path);
            }
            if (node instanceof SequenceNode sequence) {
                return sequence(sequence, path);
            }
            return scalar((ScalarNode) node);
        } finally {
            above.pop();
        }
    }

    private Tree sequence(SequenceNode node, String path) {
        List<Tree> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(toTree(item, path + "[" + items.size() + "]"));
        }
        return new Tree.Sequence(items, origin(node));
    }

    private Tree scalar(ScalarNode node) {
        String written = node.getValue();
        return new Tree.Scalar(references.apply(written, origin(node)), written, node.isPlain(), origin(node));
    }

    private Tree mapping(MappingNode node, String path) {
        Map<String, Tree.Mapping.Member> members = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Origin at = origin(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(Problem.at(at, path, "a key that is not a text", ""));
                continue;
            }
            String key = keyNode.getValue();
            String below = path.isEmpty() ? key : path + "." + key;
            Tree.Mapping.Member before =
                    members.putIfAbsent(key, new Tree.Mapping.Member(at, toTree(tuple.getValueNode(), below)));
            if (before != null) {
                problems.add(Problem.at(
                        at,
                        below,
                        "stands here a second time",
                        "first in line " + before.key().line()));
            }
        }
        return new Tree.Mapping(members, origin(node));
    }

    private Origin origin(Node node) {
        return Origin.file(file, node.getStartMark().getLine() + 1);
    }
}
