package dev.midwatch.dashboard.pages;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.openqa.selenium.By;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WrapsElement;

/**
 * An element as a person sees it: the one that stands there at the moment. A live page may replace it between finding
 * and using it; then what took its place is used.
 */
final class Found {
    private Found() {}

    static WebElement in(SearchContext page, String css) {
        By by = By.cssSelector(css);
        page.findElement(by);
        return (WebElement) Proxy.newProxyInstance(
                Found.class.getClassLoader(),
                new Class<?>[] {WebElement.class, WrapsElement.class},
                (proxy, method, arguments) -> method.getDeclaringClass() == WrapsElement.class
                        ? page.findElement(by)
                        : use(page, by, method, arguments));
    }

    private static Object use(SearchContext page, By by, Method method, Object[] arguments) throws Throwable {
        Instant end = Instant.now().plus(Browser.PATIENCE);
        while (true) {
            try {
                return method.invoke(page.findElement(by), arguments);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof StaleElementReferenceException)
                        || Instant.now().isAfter(end)) {
                    throw e.getCause();
                }
            }
        }
    }
}
