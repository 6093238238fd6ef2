package dev.midwatch.core.plugin;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.core.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.jar.Attributes;

/** Loads the plugins of some directories. One that is broken is named and left out; the rest runs. */
public final class PluginLoader {
    private final Function<String, PluginContext> contexts;
    private final PluginFiles files = new PluginFiles();
    private final TakenNames names = new TakenNames();
    private final List<LoadedPlugin> loaded = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();

    private PluginLoader(Function<String, PluginContext> contexts) {
        this.contexts = contexts;
    }

    /**
     * Loads everything. Of two plugins with one name the first found stays.
     *
     * @param contexts gives each plugin, by its name, what it may use
     */
    public static Plugins load(List<PluginSource> sources, Function<String, PluginContext> contexts) {
        PluginLoader loader = new PluginLoader(contexts);
        sources.forEach(loader::loadAll);
        return new Plugins(loader.loaded, loader.problems, loader.files);
    }

    /** Loads one jar or one directory of jars, as {@code plugins check} does. */
    public static Plugins check(Path file, Function<String, PluginContext> contexts) {
        PluginLoader loader = new PluginLoader(contexts);
        try {
            loader.load(PluginUnit.at(file), Optional.empty());
        } catch (IOException e) {
            loader.problems.add(new PluginProblem(file, "cannot be read: " + e.getMessage()));
        }
        return new Plugins(loader.loaded, loader.problems, loader.files);
    }

    private void loadAll(PluginSource source) {
        try {
            for (PluginUnit unit : PluginUnit.in(source.directory())) {
                load(unit, source.signers());
            }
        } catch (IOException e) {
            problems.add(new PluginProblem(source.directory(), "cannot be read: " + e.getMessage()));
        }
    }

    private void load(PluginUnit unit, Optional<TrustedSigners> signers) {
        try {
            loaded.add(open(unit, signers));
        } catch (BrokenPluginException e) {
            problems.add(e.problem());
        } catch (IOException e) {
            problems.add(new PluginProblem(unit.file(), "cannot be read: " + e.getMessage()));
        }
    }

    private LoadedPlugin open(PluginUnit unit, Optional<TrustedSigners> signers)
            throws BrokenPluginException, IOException {
        Attributes manifest = unit.inspect();
        List<Path> copies = files.copy(unit.name(), unit.jars());
        if (signers.isPresent()) {
            for (int i = 0; i < copies.size(); i++) {
                signers.get().require(copies.get(i), unit.jars().get(i));
            }
        }
        PluginClassLoader loader = files.open(unit.name(), copies);
        String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        try {
            Plugin plugin = only(unit, loader);
            LoadedPlugin whole = LoadedPlugin.of(plugin, unit.file(), version == null ? "" : version, contexts);
            Optional<String> refusal = names.take(whole);
            if (refusal.isPresent()) {
                throw new BrokenPluginException(unit.file(), refusal.get());
            }
            return whole;
        } catch (RuntimeException | LinkageError | ServiceConfigurationError | AssertionError e) {
            throw new BrokenPluginException(new PluginProblem(unit.file(), reason(e), config(e)));
        }
    }

    private static Plugin only(PluginUnit unit, PluginClassLoader loader) throws BrokenPluginException {
        List<Plugin> plugins = new ContextLoader(loader)
                .call(() -> ServiceLoader.load(Plugin.class, loader).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
        if (plugins.size() != 1) {
            throw new BrokenPluginException(
                    unit.file(), "its services file names " + plugins.size() + " plugins; exactly one is wanted");
        }
        return plugins.get(0);
    }

    /** What failed and, if something else lay behind, what. */
    private static String reason(Throwable failure) {
        StringBuilder text = new StringBuilder(describe(failure));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append("; because of ").append(describe(cause));
        }
        return text.toString();
    }

    private static String describe(Throwable failure) {
        if (failure instanceof ConfigException || failure instanceof ServiceConfigurationError) {
            return failure.getMessage();
        }
        return failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
    }

    private static Optional<ConfigException> config(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException config) {
                return Optional.of(config);
            }
        }
        return Optional.empty();
    }
}
