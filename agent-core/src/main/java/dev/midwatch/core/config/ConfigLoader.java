package dev.midwatch.core.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the configuration: flag over process environment over {@code .env} over {@code config.yaml} over default. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /** The environment variables that set keys whose path begins so. */
    public static List<String> variables(String path) {
        return Overlay.variables(path);
    }

    /**
     * The configuration as it is now.
     *
     * @param process the process's environment
     * @param flags   values given on the command line, by config path: {@code kubernetes.context}
     * @throws ConfigException with everything that is wrong
     */
    public static Config load(Home home, Map<String, String> process, Map<String, String> flags) {
        List<Problem> problems = new ArrayList<>();
        Environment environment = Environment.of(process, home);
        problems.addAll(environment.dotEnv().problems());
        String text = read(home.config(), problems);
        return parse(home.config().toString(), text, environment, flags, problems);
    }

    /** @throws ConfigException with everything that is wrong with that text, in this environment */
    static void check(Path file, String text, Environment environment) {
        parse(file.toString(), text, environment, Map.of(), new ArrayList<>());
    }

    static Config parse(
            String file, String text, Environment environment, Map<String, String> flags, List<Problem> problems) {
        References references = new References(environment, problems);
        Tree.Mapping written = new YamlFile(file, references::replace, problems).parse(text);
        Tree.Mapping tree = Overlay.over(written, environment, flags, problems);
        ConfigSections sections = new ConfigSections(tree, ForeignKeys.notices(tree));
        Config config = new RecordReader(problems)
                .read(Config.class, kernelPart(tree), Config.defaults(), "", Map.of("sections", sections));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    /** What the kernel itself knows; the rest is judged when the plugins are there. */
    private static Tree.Mapping kernelPart(Tree.Mapping tree) {
        Map<String, Tree.Mapping.Member> members = new LinkedHashMap<>(tree.members());
        members.keySet().retainAll(RecordShape.keys(Config.class));
        return new Tree.Mapping(members, tree.origin());
    }

    private static String read(Path file, List<Problem> problems) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        } catch (MalformedInputException e) {
            problems.add(new Problem(file.toString(), 0, "", "is not UTF-8 text", "save it as UTF-8"));
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), 0, "", "cannot be read: " + e, ""));
        }
        return "";
    }
}
