package dev.midwatch.skills.k8s.kubectl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was typed after the verb.
 *
 * @param arguments words that are no flags
 * @param flags     with their values; {@code true} or {@code false} for a switch
 */
record CommandLine(List<String> arguments, Map<Flag, String> flags) {
    CommandLine {
        arguments = List.copyOf(arguments);
        flags = Map.copyOf(flags);
    }

    /** Reads words as kubectl does: {@code -n shop}, {@code -nshop}, {@code --namespace=shop}, {@code -Ao wide}. */
    static CommandLine parse(List<String> words) throws UsageException {
        List<String> arguments = new ArrayList<>();
        Map<Flag, String> flags = new EnumMap<>(Flag.class);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean more = i + 1 < words.size();
            if (word.equals("--")) {
                arguments.addAll(words.subList(i + 1, words.size()));
                break;
            } else if (word.startsWith("--")) {
                i += longFlag(word.substring(2), more ? words.get(i + 1) : null, flags) ? 1 : 0;
            } else if (word.startsWith("-") && word.length() > 1) {
                i += letters(word.substring(1), more ? words.get(i + 1) : null, flags) ? 1 : 0;
            } else {
                arguments.add(word);
            }
        }
        return new CommandLine(arguments, flags);
    }

    /** Whether the next word was taken as the flag's value. */
    private static boolean longFlag(String text, String next, Map<Flag, String> flags) throws UsageException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Flag flag = Flag.named(name).orElseThrow(() -> new UsageException("unknown flag: --" + name));
        if (equals >= 0) {
            flags.put(flag, text.substring(equals + 1));
            return false;
        }
        return take(flag, next, flags);
    }

    private static boolean letters(String text, String next, Map<Flag, String> flags) throws UsageException {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            Flag flag = Flag.lettered(letter)
                    .orElseThrow(
                            () -> new UsageException("unknown shorthand flag: '%s' in -%s".formatted(letter, text)));
            String rest = text.substring(i + 1);
            if (rest.startsWith("=") || flag.takesValue() && !rest.isEmpty()) {
                flags.put(flag, rest.startsWith("=") ? rest.substring(1) : rest);
                return false;
            }
            if (take(flag, next, flags)) {
                return true;
            }
        }
        return false;
    }

    private static boolean take(Flag flag, String next, Map<Flag, String> flags) throws UsageException {
        if (!flag.takesValue()) {
            flags.put(flag, "true");
            return false;
        }
        if (next == null) {
            throw new UsageException("flag needs an argument: " + flag);
        }
        flags.put(flag, next);
        return true;
    }

    void refuseFlagsOtherThan(Set<Flag> known) throws UsageException {
        Set<Flag> others = new TreeSet<>(flags.keySet());
        others.removeAll(known);
        others.remove(Flag.CHUNK_SIZE);
        others.remove(Flag.REQUEST_TIMEOUT);
        if (!others.isEmpty()) {
            Flag flag = others.iterator().next();
            String why = flag == Flag.FOLLOW || flag == Flag.WATCH ? " (each call answers once)" : "";
            throw new UsageException("the flag %s is not supported here%s; there are %s".formatted(flag, why, known));
        }
    }

    boolean has(Flag flag) {
        return !flags.getOrDefault(flag, "false").equals("false");
    }

    String text(Flag flag) {
        return flags.getOrDefault(flag, "");
    }

    /** The namespace to ask in: what was said, {@code default}, or empty for all of them. */
    String namespace() {
        return has(Flag.ALL_NAMESPACES) ? "" : flags.getOrDefault(Flag.NAMESPACE, "default");
    }

    /** A whole number of at least -1, where the flag was given. */
    Optional<Integer> number(Flag flag) throws UsageException {
        if (!flags.containsKey(flag)) {
            return Optional.empty();
        }
        if (!text(flag).matches("-1|\\d{1,9}")) {
            throw new UsageException("invalid argument \"%s\" for %s: a whole number".formatted(text(flag), flag));
        }
        return Optional.of(Integer.valueOf(text(flag)));
    }

    /** A duration as Go writes them, {@code 1h30m}, where the flag was given. */
    Optional<Duration> duration(Flag flag) throws UsageException {
        if (!flags.containsKey(flag)) {
            return Optional.empty();
        }
        if (!text(flag).matches("(\\d+h)?(\\d+m)?(\\d+s)?") || text(flag).isEmpty()) {
            throw new UsageException(
                    "invalid argument \"%s\" for %s: such as 30s, 10m or 2h".formatted(text(flag), flag));
        }
        return Optional.of(Duration.parse("PT" + text(flag)));
    }
}
