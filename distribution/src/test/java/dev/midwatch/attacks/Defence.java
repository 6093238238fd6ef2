package dev.midwatch.attacks;

import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.implementation.Implementation;

/**
 * One defence, which can be switched off in the running program: its methods then let everything through.
 *
 * @param name    for people
 * @param parts   what it consists of; more than one where each stops what the others would let through
 * @param against families of attacks that it is there for, which are tried first
 */
record Defence(String name, List<Part> parts, List<Family> against) {
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
        return new Defence(name, List.of(new Part(type, method, instead)), List.of(against));
    }

    /** With another one that stops the same. */
    Defence and(String type, String method, Instead instead) {
        return new Defence(
                name,
                Stream.concat(parts.stream(), Stream.of(new Part(type, method, instead)))
                        .toList(),
                against);
    }
}
