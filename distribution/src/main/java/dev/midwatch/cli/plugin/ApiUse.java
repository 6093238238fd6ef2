package dev.midwatch.cli.plugin;

import dev.midwatch.api.Plugin;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds what a plugin's classes use of the API against the API that is here: what was built for another one may look for what is not. */
final class ApiUse {
    private static final String API = "dev.midwatch.api.";
    private static final ClassLoader HOST = Plugin.class.getClassLoader();

    private ApiUse() {}

    /** What these classes use and this Midwatch does not have, each once. */
    static List<String> missing(Collection<ClassFile> classes) {
        TreeSet<String> missing = new TreeSet<>();
        for (ClassFile each : classes) {
            each.classes().stream()
                    .filter(name -> name.startsWith(API) && find(name) == null)
                    .forEach(missing::add);
            each.members().stream()
                    .filter(member -> member.owner().startsWith(API))
                    .filter(member -> find(member.owner()) != null && !has(find(member.owner()), member))
                    .map(Object::toString)
                    .forEach(missing::add);
        }
        return List.copyOf(missing);
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, HOST);
        } catch (ClassNotFoundException isNotThere) {
            return null;
        }
    }

    /** It may be inherited. An interface has the methods of every object too. */
    private static boolean has(Class<?> owner, ClassFile.Member member) {
        Deque<Class<?>> open = new ArrayDeque<>(List.of(owner, Object.class));
        while (!open.isEmpty()) {
            Class<?> here = open.pop();
            if (member.isMethod() ? declaresMethod(here, member) : declaresField(here, member)) {
                return true;
            }
            open.addAll(List.of(here.getInterfaces()));
            if (here.getSuperclass() != null) {
                open.add(here.getSuperclass());
            }
        }
        return false;
    }

    private static boolean declaresMethod(Class<?> type, ClassFile.Member member) {
        Stream<String> declared = member.name().equals("<init>")
                ? Arrays.stream(type.getDeclaredConstructors())
                        .map(one -> MethodType.methodType(void.class, one.getParameterTypes()))
                        .map(MethodType::toMethodDescriptorString)
                : Arrays.stream(type.getDeclaredMethods())
                        .filter(one -> one.getName().equals(member.name()))
                        .map(one -> MethodType.methodType(one.getReturnType(), one.getParameterTypes()))
                        .map(MethodType::toMethodDescriptorString);
        return declared.anyMatch(member.descriptor()::equals);
    }

    private static boolean declaresField(Class<?> type, ClassFile.Member member) {
        return Arrays.stream(type.getDeclaredFields())
                .anyMatch(one -> one.getName().equals(member.name())
                        && one.getType().descriptorString().equals(member.descriptor()));
    }
}
