package dev.midwatch.core.plugin;

import dev.midwatch.api.channel.Inbox;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a plugin brought, as the kernel calls it: with the plugin's context class loader, counted while it runs, and with the
 * declarations that were looked at when it was loaded.
 *
 * @param what in words, for whoever waits for it to end
 */
record PluginPart(Object object, Map<Method, Object> declared, ContextLoader loader, InFlight calls, String what)
        implements InvocationHandler {
    /** The part behind an object that the kernel holds; empty if no plugin brought it. */
    static Optional<PluginPart> of(Object held) {
        return Proxy.isProxyClass(held.getClass()) && Proxy.getInvocationHandler(held) instanceof PluginPart part
                ? Optional.of(part)
                : Optional.empty();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (declared.containsKey(method)) {
            return declared.get(method);
        }
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals") ? proxy == arguments[0] : method.invoke(object, arguments);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (InFlight.Pass pass = calls.begin(what)) {
            thread.setContextClassLoader(loader.loader());
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
        return new Object[] {ContextLoader.host().around(Inbox.class, inbox, new InFlight("midwatch"))};
    }
}
