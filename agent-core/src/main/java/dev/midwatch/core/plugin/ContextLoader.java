package dev.midwatch.core.plugin;

import dev.midwatch.api.channel.Inbox;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Runs calls with a given context class loader, by which libraries look for their parts, and puts the former one back. */
final class ContextLoader {
    /** What looks at the world is no declaration: it is asked when somebody wants to know, and each time anew. */
    private static final Set<String> LOOKS = Set.of("examine");

    private final ClassLoader loader;

    ContextLoader(ClassLoader loader) {
        this.loader = loader;
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
     */
    <T> T around(Class<T> type, T object) {
        Map<Method, Object> declared = declared(type, object);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class
                            && method.getName().equals("equals")) {
                        return proxy == arguments[0];
                    }
                    if (declared.containsKey(method)) {
                        return declared.get(method);
                    }
                    return invoke(object, method, arguments);
                }));
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

    private Object invoke(Object object, Method method, Object[] arguments) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return method.invoke(object, hostCalls(arguments));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** An inbox is called by the plugin's threads and runs the host's code, so it gets the host's loader back. */
    private static Object[] hostCalls(Object[] arguments) {
        if (arguments == null || arguments.length != 1 || !(arguments[0] instanceof Inbox inbox)) {
            return arguments;
        }
        return new Object[] {new ContextLoader(ContextLoader.class.getClassLoader()).around(Inbox.class, inbox)};
    }
}
