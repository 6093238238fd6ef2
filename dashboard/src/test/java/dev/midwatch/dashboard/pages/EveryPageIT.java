package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every page in a real browser: nothing stands out at the right, nobody is shut out, nothing is refused by our own policy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageIT {
    private static final int LIMIT = 300;

    private EveryPage all;
    /** What was wrong with a page on a screen; both tests look at some of them, once. */
    private final Map<Look, List<String>> looked = new ConcurrentHashMap<>();

    /** A page on a screen, and whether it was looked at for barriers too. */
    private record Look(String page, int width, String colours, boolean barriers) {}

    /** A screen, which pages are looked at on it, and whether for barriers too: these differ by colours and width, not by both at once. */
    private record Screen(int width, String colours, IntPredicate which, boolean barriers) {}

    @BeforeAll
    void start(@TempDir Path directory) {
        all = new EveryPage(directory);
    }

    @AfterAll
    void stop() {
        all.close();
    }

    @Test
    void readsWellOnOneOfTwoScreens() throws Exception {
        look(List.of(new Screen(360, "dark", n -> n % 2 == 0, true), new Screen(1280, "light", n -> n % 2 == 1, true)));
    }

    @Test
    @Tag("browser")
    void readsWellOnEveryScreen() throws Exception {
        look(List.of(
                new Screen(360, "dark", n -> true, true),
                new Screen(1280, "light", n -> true, true),
                new Screen(360, "light", n -> true, false),
                new Screen(1280, "dark", n -> true, false)));
    }

    /** A browser for each at the same time. */
    private void look(List<Screen> screens) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(screens.size());
        try {
            List<Callable<List<String>>> looks = new ArrayList<>();
            screens.forEach(screen -> looks.add(() -> wrong(screen)));
            List<String> wrong = new ArrayList<>();
            for (Future<List<String>> look : threads.invokeAll(looks, LIMIT, TimeUnit.SECONDS)) {
                wrong.addAll(look.get());
            }
            assertThat(wrong).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> wrong(Screen screen) {
        List<String> wrong = new ArrayList<>();
        try (Browser browser = new Browser(all.dashboard.address(), screen.width(), screen.colours())) {
            browser.open("/");
            wrong.addAll(wrong(browser, "signin", screen));
            browser.signIn();
            int n = 0;
            for (Map.Entry<String, String> page : all.paths().entrySet()) {
                if (screen.which().test(n++)) {
                    Look look = new Look(page.getKey(), screen.width(), screen.colours(), screen.barriers());
                    if (!looked.containsKey(look)) {
                        browser.open(page.getValue());
                        looked.put(look, wrong(browser, page.getKey(), screen));
                    }
                    wrong.addAll(looked.get(look));
                }
            }
        }
        return wrong;
    }

    private static List<String> wrong(Browser browser, String name, Screen screen) {
        List<String> wrong = new ArrayList<>();
        browser.shoot(name);
        browser.unfold();
        if (browser.scrollsSideways()) {
            wrong.add("scrolls sideways");
        }
        if (screen.barriers()) {
            wrong.addAll(browser.barriers());
        }
        if (!browser.driver.getTitle().endsWith("Midwatch")) {
            wrong.add("is called " + browser.driver.getTitle());
        }
        browser.complaints().stream()
                .filter(text -> !name.equals("refused") || !text.contains("404"))
                .forEach(wrong::add);
        return wrong.stream()
                .map(what -> name + " at " + screen.width() + " in " + screen.colours() + ": " + what)
                .toList();
    }
}
