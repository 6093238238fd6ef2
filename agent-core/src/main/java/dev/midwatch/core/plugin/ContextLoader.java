package dev.midwatch.core.plugin;

import dev.midwatch.api.tool.ToolSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs calls with a given context class loader, by which libraries look for their parts, and puts the former one back.
 *
 * @param loader the context class loader of the calls
 */
record ContextLoader(ClassLoader loader) {
    /** What looks at the world is no declaration: it is asked when somebody wants to know, and each time anew. */
    private static final Set<String> LOOKS = Set.of("examine");

    static ContextLoader host() {
        return new ContextLoader(ContextLoader.class.getClassLoader());
    }

    <T> T call(Supplier<T> body) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return body.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * The same object, every call of which runs like that. What it declares, its methods without arguments, it is asked once: it cannot
     * have another name or need other rights later than those that were looked at.
     *
     * @param calls counts what runs
     */
    <T> T around(Class<T> type, T object, InFlight calls) {
        Map<Method, Object> declared = declared(type, object);
        PluginPart part = new PluginPart(object, declared, this, calls, describe(type, declared));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, part));
    }

    /** As in {@code check namespace-owner}. */
    private static String describe(Class<?> type, Map<Method, Object> declared) {
        String kind = type.getSimpleName().replaceFirst("(?<=.)Tool$", "").toLowerCase(Locale.ROOT);
        return declared.entrySet().stream()
                .filter(one -> Set.of("name", "spec").contains(one.getKey().getName()))
                .map(one -> one.getValue() instanceof ToolSpec spec ? spec.name() : one.getValue())
                .map(name -> kind + " " + name)
                .findFirst()
                .orElse(kind);
    }

    private Map<Method, Object> declared(Class<?> type, Object object) {
        Map<Method, Object> declared = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0
                    && method.getReturnType() != void.class
                    && !LOOKS.contains(method.getName())) {
                Object answer = call(() -> ask(object, method));
                if (answer == null) {
                    throw new IllegalStateException(method.getName() + "() answers null");
                }
                declared.put(method, answer instanceof List<?> list ? List.copyOf(list) : answer);
            }
        }
        return declared;
    }

    private static Object ask(Object object, Method method) {
        try {
            return method.invoke(object);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method.getName() + "() failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
