package dev.midwatch.attacks;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.midwatch.attacks.Defence.Part;
import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;

/** A defence that is switched off in the running program, and is switched on again at the end. */
final class SwitchedOff implements AutoCloseable {
    private final Instrumentation program = ByteBuddyAgent.install();
    private final Deque<ClassDefinition> before = new ArrayDeque<>();

    SwitchedOff(Defence defence) throws ReflectiveOperationException, UnmodifiableClassException, IOException {
        try {
            for (Part part : defence.parts()) {
                for (Class<?> type : loaded("dev.midwatch." + part.type())) {
                    replace(part, type);
                }
            }
        } catch (ReflectiveOperationException | UnmodifiableClassException | IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void replace(Part part, Class<?> type)
            throws ReflectiveOperationException, UnmodifiableClassException, IOException {
        ElementMatcher.Junction<MethodDescription> method = method(part);
        if (Arrays.stream(type.getDeclaredMethods())
                .map(MethodDescription.ForLoadedMethod::new)
                .noneMatch(method::matches)) {
            throw new NoSuchMethodException(part.toString());
        }
        byte[] now = ClassFileLocator.ForInstrumentation.of(program, type)
                .locate(type.getName())
                .resolve();
        byte[] without = new ByteBuddy()
                .redefine(type, ClassFileLocator.Simple.of(type.getName(), now))
                .method(method)
                .intercept(part.instead().in(type))
                .make()
                .getBytes();
        before.push(new ClassDefinition(type, now));
        program.redefineClasses(new ClassDefinition(type, without));
    }

    private static ElementMatcher.Junction<MethodDescription> method(Part part) {
        String[] words = part.method().split("[/()]");
        ElementMatcher.Junction<MethodDescription> method = named(words[0]);
        if (words.length == 1) {
            return method;
        }
        return words[1].matches("\\d+")
                ? method.and(takesArguments(Integer.parseInt(words[1])))
                : method.and(one -> one.getParameters().stream()
                        .anyMatch(parameter ->
                                parameter.getType().asErasure().getSimpleName().equals(words[1])));
    }

    /** The program's own class, or that of a plugin, of which every program that was started so far may have one. */
    private List<Class<?>> loaded(String name) throws ClassNotFoundException {
        List<Class<?>> all = Arrays.stream(program.getAllLoadedClasses())
                .filter(type -> type.getName().equals(name))
                .<Class<?>>map(type -> type)
                .toList();
        return all.isEmpty() ? List.of(Class.forName(name)) : all;
    }

    @Override
    public void close() throws ReflectiveOperationException, UnmodifiableClassException {
        while (!before.isEmpty()) {
            program.redefineClasses(before.pop());
        }
    }
}
