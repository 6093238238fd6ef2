package dev.midwatch.core.plugin;

import dev.midwatch.api.PluginContext;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.plugin.PluginChange.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a running gateway. Those that ship are loaded once; the operator's come and go with what stands in their folder. All that
 * are in force are one value, put in the place of the one before as a whole; whoever works with the former one goes on with it.
 */
public final class LivePlugins implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LivePlugins.class);
    /** So long the end waits for a plugin that is being loaded. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Lock lock = new ReentrantLock();
    private final PluginFiles files = new PluginFiles();
    private final PluginLoader loader = new PluginLoader(files);
    private final List<RunningPlugin> shipped = new ArrayList<>();
    private final List<PluginProblem> shippedProblems = new ArrayList<>();
    private final Optional<PluginSource> own;
    private final Optional<PluginFolder> folder;
    private final Function<Config, Function<String, PluginContext>> contexts;
    private final Departures departures;
    private final Map<Path, OwnPlugin> owned = new TreeMap<>();
    /** Why the folder itself cannot be read. */
    private Optional<PluginProblem> trouble = Optional.empty();

    private Config config;
    private volatile Plugins current;

    /**
     * Loads everything. Of two plugins with one name the first found stays.
     *
     * @param shipped  the directory of those that ship
     * @param own      those that come and go
     * @param contexts gives each plugin, by its name, what it may use under a configuration
     */
    public LivePlugins(
            Path shipped,
            Optional<PluginSource> own,
            Function<Config, Function<String, PluginContext>> contexts,
            Config config,
            InstantSource clock) {
        this.own = own;
        this.folder = own.map(source -> new PluginFolder(source.directory()));
        this.contexts = contexts;
        this.config = config;
        this.departures = new Departures(files, clock);
        loadShipped(shipped);
        folder.ifPresent(this::loadOwn);
        publish();
    }

    /** All at once: each has classes of its own to read, which is most of it. Whose names count is decided in their order. */
    private void loadShipped(Path directory) {
        Function<String, PluginContext> context = contexts.apply(config);
        try {
            TakenNames names = new TakenNames();
            List<Opening> openings = PluginUnit.in(directory).parallelStream()
                    .map(unit -> open(unit, context))
                    .toList();
            for (Opening opening : openings) {
                opening.problem().ifPresent(shippedProblems::add);
                opening.running().ifPresent(running -> take(running, names));
            }
        } catch (IOException e) {
            shippedProblems.add(new PluginProblem(directory, "cannot be read: " + e.getMessage()));
        }
    }

    /** What came of opening one: it runs, or there is a problem. */
    private record Opening(Optional<RunningPlugin> running, Optional<PluginProblem> problem) {}

    private Opening open(PluginUnit unit, Function<String, PluginContext> context) {
        try {
            return new Opening(Optional.of(loader.openShipped(unit, context)), Optional.empty());
        } catch (BrokenPluginException e) {
            return new Opening(Optional.empty(), Optional.of(e.problem()));
        }
    }

    private void take(RunningPlugin running, TakenNames names) {
        Optional<String> refusal = names.take(running.loaded());
        if (refusal.isPresent()) {
            shippedProblems.add(new PluginProblem(running.loaded().source(), refusal.get()));
            end(running);
        } else {
            shipped.add(running);
        }
    }

    private void end(RunningPlugin running) {
        running.end();
        files.release(running.code());
    }

    private void loadOwn(PluginFolder first) {
        try {
            first.first().values().forEach(stood -> take(stood, plugin -> {}));
        } catch (IOException e) {
            trouble = Optional.of(unreadable(e));
        }
    }

    /** Those in force. */
    public Plugins current() {
        return current;
    }

    /** Something made of those in force, anew whenever they are others. */
    public <T> Supplier<T> derive(Function<Plugins, T> derivation) {
        return new Derived<>(this::current, derivation);
    }

    /**
     * Looks at the folder, cheaply enough for every tick, and at what is leaving. Of two looks in a row that see the same the second
     * takes it over: what is being copied is no plugin yet.
     *
     * @param now       the configuration in force; a plugin whose section has changed is loaded anew
     * @param alsoRight what must hold for a new plugin besides; throws what is wrong
     */
    public List<PluginChange> refresh(Config now, Consumer<LoadedPlugin> alsoRight) {
        lock.lock();
        try {
            return look(now, alsoRight);
        } finally {
            lock.unlock();
        }
    }

    private List<PluginChange> look(Config now, Consumer<LoadedPlugin> alsoRight) {
        List<PluginChange> changes = new ArrayList<>(departures.closeWhatIsIdle());
        if (folder.isPresent()) {
            try {
                PluginFolder.Look look = folder.get().look();
                changes.addAll(takeOver(look, now, alsoRight));
                trouble = Optional.empty();
            } catch (IOException e) {
                if (trouble.isEmpty()) {
                    changes.add(new PluginChange(Kind.REFUSED, unreadable(e) + "; what was loaded stays"));
                }
                trouble = Optional.of(unreadable(e));
            }
            publish();
        }
        return changes;
    }

    private List<PluginChange> takeOver(PluginFolder.Look look, Config now, Consumer<LoadedPlugin> alsoRight) {
        boolean edited = now != config;
        config = now;
        List<PluginChange> changes = new ArrayList<>(removeWhatIsGone(look));
        boolean room = !changes.isEmpty();
        for (PluginFolder.Stood stood : look.still().values()) {
            OwnPlugin before = owned.get(stood.unit().file());
            boolean anew = before == null
                    || !before.print().equals(stood.print())
                    || before.problem().isPresent() && (room || edited)
                    || edited && before.sectionIsOther(now);
            if (anew) {
                take(stood, alsoRight).ifPresent(changes::add);
            }
        }
        return changes;
    }

    private List<PluginChange> removeWhatIsGone(PluginFolder.Look look) {
        List<Path> gone = owned.keySet().stream()
                .filter(file ->
                        !look.still().containsKey(file) && !look.moving().contains(file))
                .toList();
        List<PluginChange> changes = new ArrayList<>();
        for (Path file : gone) {
            owned.remove(file).running().ifPresent(running -> {
                departures.add(running);
                changes.add(new PluginChange(
                        Kind.REMOVED, "plugin " + running.loaded().title() + " was taken out"));
            });
        }
        return changes;
    }

    /** Loads what stands there beside what was loaded from there before; empty if nothing came of it that was not told. */
    private Optional<PluginChange> take(PluginFolder.Stood stood, Consumer<LoadedPlugin> alsoRight) {
        Path file = stood.unit().file();
        Optional<OwnPlugin> before = Optional.ofNullable(owned.get(file));
        Optional<RunningPlugin> old = before.flatMap(OwnPlugin::running);
        try {
            RunningPlugin fresh = open(stood, alsoRight);
            owned.put(file, OwnPlugin.running(stood.print(), fresh, config));
            old.ifPresent(departures::add);
            return Optional.of(old.map(one -> new PluginChange(
                            Kind.REPLACED,
                            "plugin %s takes the place of %s"
                                    .formatted(
                                            fresh.loaded().title(), one.loaded().title())))
                    .orElseGet(() -> new PluginChange(
                            Kind.LOADED, "plugin " + fresh.loaded().title() + " was loaded")));
        } catch (BrokenPluginException e) {
            owned.put(
                    file, new OwnPlugin(stood.print(), old, Optional.of(e.problem()), OwnPlugin.section(old, config)));
            boolean told = before.flatMap(OwnPlugin::problem)
                    .filter(one -> one.reason().equals(e.problem().reason()))
                    .isPresent();
            String stays = old.map(one -> "; %s goes on".formatted(one.loaded().title()))
                    .orElse("");
            return told
                    ? Optional.empty()
                    : Optional.of(new PluginChange(Kind.REFUSED, "left out " + e.problem() + stays));
        }
    }

    private RunningPlugin open(PluginFolder.Stood stood, Consumer<LoadedPlugin> alsoRight)
            throws BrokenPluginException {
        Path file = stood.unit().file();
        List<LoadedPlugin> beside = loaded(Stream.concat(
                shipped.stream(),
                owned.entrySet().stream()
                        .filter(one -> !one.getKey().equals(file))
                        .flatMap(one -> one.getValue().running().stream())));
        RunningPlugin fresh = loader.open(
                stood.unit(), own.flatMap(PluginSource::signers), contexts.apply(config), TakenNames.of(beside));
        try {
            alsoRight.accept(fresh.loaded());
            return fresh;
        } catch (RuntimeException e) {
            end(fresh);
            throw PluginLoader.broken(file, e);
        }
    }

    private void publish() {
        List<LoadedPlugin> loaded =
                loaded(Stream.concat(shipped.stream(), owned.values().stream().flatMap(one -> one.running().stream())));
        List<PluginProblem> problems = Stream.of(
                        shippedProblems.stream(),
                        trouble.stream(),
                        owned.values().stream().flatMap(one -> one.problem().stream()))
                .flatMap(all -> all)
                .toList();
        // The very same value while nothing has changed: what is derived from it need not be made again.
        if (current == null
                || !current.loaded().equals(loaded)
                || !current.problems().equals(problems)) {
            current = new Plugins(loaded, problems, files);
        }
    }

    private static List<LoadedPlugin> loaded(Stream<RunningPlugin> running) {
        return running.map(RunningPlugin::loaded).toList();
    }

    private PluginProblem unreadable(IOException e) {
        return new PluginProblem(own.orElseThrow().directory(), "cannot be read: " + e.getMessage());
    }

    /** What was replaced or removed and is still in use, with what uses it. */
    public List<LeavingPlugin> leaving() {
        return departures.list();
    }

    /**
     * Ends the plugins and closes the class loaders; classes not loaded by then cannot be loaded any more. A plugin whose loading does not
     * come to an end keeps the gateway from ending for a moment only.
     */
    @Override
    public void close() {
        if (!lockForAMoment()) {
            LOG.warn("a plugin is still being loaded; the plugins end with the process");
            return;
        }
        try {
            Stream.concat(shipped.stream(), owned.values().stream().flatMap(one -> one.running().stream()))
                    .forEach(RunningPlugin::end);
            departures.endAll();
            files.close();
        } finally {
            lock.unlock();
        }
    }

    private boolean lockForAMoment() {
        try {
            return lock.tryLock(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
