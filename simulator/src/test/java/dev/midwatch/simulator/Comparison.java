package dev.midwatch.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares two answers field by field, but for what can never be the same and what is tolerated with a reason. */
final class Comparison {
    /** Values two servers never share. */
    private static final Pattern VOLATILE = Pattern.compile(
            "(.*/)?(uid|resourceVersion|creationTimestamp|deletionTimestamp|time|lastTransitionTime|lastUpdateTime|continue"
                    + "|startTime|clusterIP|clusterIPs/\\d+|token|expirationTimestamp)");

    /** Known differences, each with the reason it is accepted. The key is a pattern over the path of the field. */
    static final Map<String, String> TOLERATED = Map.of(
            "(.*/)?managedFields(/.*)?",
            "compared apart: managers and operations must agree, the exact field sets need not",
            "(.*/)?metadata/annotations/kubectl.*",
            "written by the client",
            "columnDefinitions/\\d+/description",
            "texts of the documentation",
            "(.*/)?spec/volumes(/.*)?|(.*/)?volumeMounts(/.*)?",
            "the simulator mounts no account token into pods",
            "(.*/)?storageVersionHash",
            "an opaque hash no client of ours reads",
            "(.*/)?status/userInfo/extra(/.*)?",
            "credential ids have no meaning here");

    private Comparison() {}

    static List<String> differences(JsonNode real, JsonNode simulated) {
        List<String> found = new ArrayList<>();
        compare("", real, simulated, found);
        return found;
    }

    private static void compare(String path, JsonNode real, JsonNode simulated, List<String> found) {
        if (VOLATILE.matcher(path).matches()) {
            if (real.isMissingNode() != simulated.isMissingNode()) {
                found.add(path + ": real " + shown(real) + ", simulated " + shown(simulated));
            }
            return;
        }
        if (path.equals("message") && versionless(real.asText()).equals(versionless(simulated.asText()))) {
            return;
        }
        if (TOLERATED.keySet().stream().anyMatch(path::matches)) {
            return;
        }
        if (real.isObject() && simulated.isObject()) {
            Set<String> names = new TreeSet<>();
            real.fieldNames().forEachRemaining(names::add);
            simulated.fieldNames().forEachRemaining(names::add);
            names.forEach(name ->
                    compare(path.isEmpty() ? name : path + "/" + name, real.path(name), simulated.path(name), found));
        } else if (real.isArray() && simulated.isArray() && real.size() == simulated.size()) {
            for (int i = 0; i < real.size(); i++) {
                compare(path + "/" + i, real.get(i), simulated.get(i), found);
            }
        } else if (!real.equals(simulated)) {
            found.add(path + ": real " + shown(real) + ", simulated " + shown(simulated));
        }
    }

    /** Resource versions stand in some messages, in parentheses. */
    private static String versionless(String message) {
        return message.replaceAll("\\(\\d+\\)", "(n)");
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }
}
