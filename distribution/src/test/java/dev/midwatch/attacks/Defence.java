package dev.midwatch.attacks;

import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.implementation.Implementation;

/**
 * One defence, which can be switched off in the running program: its methods then let everything through.
 *
 * @param name    for people
 * @param parts   what it consists of; more than one where each stops what the others would let through
 * @param against families of attacks that it is there for, which are tried before all others
 * @param first   how the name of an attack begins that is tried before those, where many of the family stop at other defences
 */
record Defence(String name, List<Part> parts, List<Family> against, String first) {
    /**
     * A method and what it does instead.
     *
     * @param type   below {@code dev.midwatch}
     * @param method its name, which stands for all overloads of it, or name and number of parameters, or
     *               the type of one of them: {@code judge/2}, {@code judge(String)}
     */
    record Part(String type, String method, Instead instead) {
        @Override
        public String toString() {
            return type + "." + method;
        }
    }

    /** A method's body, for a class that may not be visible from here. */
    @FunctionalInterface
    interface Instead {
        Implementation in(Class<?> type) throws ReflectiveOperationException;
    }

    static Defence of(String name, String type, String method, Instead instead, Family... against) {
        return new Defence(name, List.of(new Part(type, method, instead)), List.of(against), "");
    }

    Defence first(String attack) {
        return new Defence(name, parts, against, attack);
    }

    /** How soon an attack is tried: the lower, the sooner. */
    int rank(Attack attack) {
        if (!against.contains(attack.family())) {
            return 2;
        }
        return !first.isEmpty() && attack.name().startsWith(first) ? 0 : 1;
    }

    /** With another one that stops the same. */
    Defence and(String type, String method, Instead instead) {
        return new Defence(
                name,
                Stream.concat(parts.stream(), Stream.of(new Part(type, method, instead)))
                        .toList(),
                against,
                first);
    }
}
