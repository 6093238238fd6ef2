package dev.midwatch.core.plugin;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.core.config.ConfigException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.jar.Attributes;

/** Loads plugins. One that is broken is named and left out; the rest runs. */
public final class PluginLoader {
    private final PluginFiles files;

    PluginLoader(PluginFiles files) {
        this.files = files;
    }

    /**
     * Loads one jar or one directory of jars, as {@code plugins check} does.
     *
     * @param signers who must have signed each jar; empty: nobody
     */
    public static Plugins check(Path file, Optional<TrustedSigners> signers, Function<String, PluginContext> contexts) {
        PluginFiles files = new PluginFiles();
        try {
            RunningPlugin running =
                    new PluginLoader(files).open(PluginUnit.at(file), signers, contexts, new TakenNames());
            return new Plugins(List.of(running.loaded()), List.of(), files);
        } catch (BrokenPluginException e) {
            return new Plugins(List.of(), List.of(e.problem()), files);
        } catch (IOException e) {
            return new Plugins(List.of(), List.of(new PluginProblem(file, "cannot be read: " + e.getMessage())), files);
        }
    }

    /** One that ships, by itself: whether its names are free is for the caller to see. */
    RunningPlugin openShipped(PluginUnit unit, Function<String, PluginContext> contexts) throws BrokenPluginException {
        return open(unit, files::shipped, Optional.empty(), contexts, new TakenNames());
    }

    /** @param names those of the plugins that run beside it */
    RunningPlugin open(
            PluginUnit unit,
            Optional<TrustedSigners> signers,
            Function<String, PluginContext> contexts,
            TakenNames names)
            throws BrokenPluginException {
        return open(unit, files::copy, signers, contexts, names);
    }

    /** How the jars of a plugin are taken. */
    private interface Taking {
        PluginCode take(String name, List<Path> jars) throws IOException;
    }

    private RunningPlugin open(
            PluginUnit unit,
            Taking taking,
            Optional<TrustedSigners> signers,
            Function<String, PluginContext> contexts,
            TakenNames names)
            throws BrokenPluginException {
        try {
            PluginCode code = taking.take(unit.name(), unit.jars());
            try {
                return open(unit, code, signers, contexts, names);
            } catch (BrokenPluginException | IOException e) {
                files.release(code);
                throw e;
            }
        } catch (NoSuchFileException gone) {
            throw new BrokenPluginException(unit.file(), "is not there");
        } catch (IOException e) {
            throw new BrokenPluginException(unit.file(), "cannot be read: " + e.getMessage());
        }
    }

    private static RunningPlugin open(
            PluginUnit unit,
            PluginCode code,
            Optional<TrustedSigners> signers,
            Function<String, PluginContext> contexts,
            TakenNames names)
            throws BrokenPluginException, IOException {
        Attributes manifest = unit.inspect(code.jars());
        if (signers.isPresent()) {
            for (int i = 0; i < code.jars().size(); i++) {
                signers.get().require(code.jars().get(i), unit.jars().get(i));
            }
        }
        PluginClassLoader loader = code.open();
        String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        InFlight calls = new InFlight(unit.name());
        Optional<Plugin> made = Optional.empty();
        try {
            Plugin plugin = only(unit, loader);
            made = Optional.of(plugin);
            LoadedPlugin whole = LoadedPlugin.of(plugin, unit.file(), version == null ? "" : version, contexts, calls);
            Optional<String> refusal = names.take(whole);
            if (refusal.isPresent()) {
                throw new BrokenPluginException(unit.file(), refusal.get());
            }
            return new RunningPlugin(plugin, whole, code, calls);
        } catch (BrokenPluginException e) {
            made.ifPresent(RunningPlugin::end);
            throw e;
        } catch (RuntimeException | LinkageError | ServiceConfigurationError | AssertionError e) {
            made.ifPresent(RunningPlugin::end);
            throw broken(unit.file(), e);
        }
    }

    static BrokenPluginException broken(Path file, Throwable failure) {
        return new BrokenPluginException(new PluginProblem(file, reason(failure), config(failure)));
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
