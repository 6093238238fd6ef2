package dev.midwatch.core.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays what was set by variable or flag over what stands in the file. */
final class Overlay {
    /** What stands for a value in a Secret that nobody has filled in. */
    private static final String PLACEHOLDER = "REPLACE-ME";

    private static final Map<String, String> VARIABLES = variables();

    private Overlay() {}

    private static Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("OPENAI_BASE_URL", "model.base_url");
        all.put("OPENAI_API_KEY", "model.api_key");
        all.put("DISCORD_BOT_TOKEN", "discord.bot_token");
        all.put("DISCORD_HOME_CHANNEL", "discord.home_channel");
        all.put("DISCORD_ALLOWED_USERS", "discord.allowed_users");
        all.put("DISCORD_ALLOWED_ROLES", "discord.allowed_roles");
        all.put("MIDWATCH_DASHBOARD", "dashboard.enabled");
        all.put("MIDWATCH_DASHBOARD_HOST", "dashboard.host");
        all.put("MIDWATCH_DASHBOARD_PORT", "dashboard.port");
        all.put("MIDWATCH_DASHBOARD_BASIC_AUTH_USERNAME", "dashboard.basic_auth.username");
        all.put("MIDWATCH_DASHBOARD_BASIC_AUTH_PASSWORD", "dashboard.basic_auth.password");
        all.put("MIDWATCH_DASHBOARD_BASIC_AUTH_SECRET", "dashboard.basic_auth.secret");
        all.put("API_SERVER_ENABLED", "api_server.enabled");
        all.put("API_SERVER_KEY", "api_server.key");
        all.put("API_SERVER_HOST", "api_server.host");
        all.put("API_SERVER_PORT", "api_server.port");
        return all;
    }

    /** The variables that set keys whose path begins so, in the order in which one would set them. */
    static List<String> variables(String path) {
        return VARIABLES.entrySet().stream()
                .filter(variable -> variable.getValue().startsWith(path))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The variable that sets this very key. */
    static Optional<String> variable(String path) {
        return VARIABLES.entrySet().stream()
                .filter(variable -> variable.getValue().equals(path))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static Tree.Mapping over(
            Tree.Mapping file, Environment environment, Map<String, String> flags, List<Problem> problems) {
        Tree.Mapping all = file;
        for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
            Environment.Variable set = environment.lookUp(variable.getKey()).orElse(null);
            if (set != null && set.value().startsWith(PLACEHOLDER)) {
                problems.add(Problem.at(
                        set.origin(),
                        variable.getValue(),
                        "still has the placeholder of the manifest",
                        "write the real value, or leave it empty for none"));
            }
            if (set != null) {
                all = put(all, variable.getValue(), set.value(), set.origin());
            }
        }
        for (Map.Entry<String, String> flag : flags.entrySet()) {
            String name = flag.getKey().substring(flag.getKey().lastIndexOf('.') + 1);
            all = put(all, flag.getKey(), flag.getValue(), Origin.flag("--" + name.replace('_', '-')));
        }
        return all;
    }

    private static Tree.Mapping put(Tree.Mapping tree, String path, String value, Origin origin) {
        List<String> keys = Arrays.asList(path.split("\\."));
        return tree.with(keys, new Tree.Scalar(value, value, false, origin));
    }
}
