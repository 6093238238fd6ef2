package dev.midwatch.core.model;

import dev.midwatch.core.config.ModelConfig.ToolCalls;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What an endpoint can do, as far as it is known: what was configured, less what it has refused. */
final class Abilities {
    enum Ability {
        /** Answers come piece by piece. */
        STREAM,
        /** A stream ends with the count of tokens. */
        USAGE_IN_STREAM,
        /** Tools are told and called by the protocol's own means; without it, in text. */
        NATIVE_TOOLS
    }

    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 415, 422, 500, 501);
    private static final Pattern NO_USAGE = Pattern.compile("stream_options|include_usage");
    private static final Pattern NO_STREAM = Pattern.compile("\\bstream");
    /** Not every word about tools: a complaint about one schema or one id is no reason to give them up. */
    private static final Pattern NO_TOOLS = Pattern.compile("(not|n't) support[^.]{0,80}(tool|function)"
            + "|support(s|ing)? (tool|function)"
            + "|(tool|function)[^.]{0,80}((not|n't) (be )?(support|enabled|allowed|permitted|available)|unsupported|requires? --)"
            + "|(unsupported|unrecognized|unknown|unexpected|extra|not permitted)[^.]{0,80}\\btools?\\b");

    private final boolean choosesTools;
    private final EnumSet<Ability> all;

    Abilities(boolean streaming, ToolCalls toolCalls) {
        this.choosesTools = toolCalls == ToolCalls.AUTO;
        this.all = EnumSet.allOf(Ability.class);
        if (!streaming) {
            all.remove(Ability.STREAM);
        }
        if (toolCalls == ToolCalls.TEXT) {
            all.remove(Ability.NATIVE_TOOLS);
        }
    }

    synchronized Set<Ability> now() {
        return Set.copyOf(all);
    }

    /**
     * @param tried with what the refused request was made
     * @return whether the same request is worth making again without something
     */
    synchronized boolean learn(ModelException refused, Collection<Ability> tried, boolean withTools) {
        String said = refused.getMessage().toLowerCase(Locale.ROOT);
        if (!REFUSALS.contains(refused.status())) {
            return false;
        }
        boolean streamed = tried.contains(Ability.STREAM);
        if (streamed
                && tried.contains(Ability.USAGE_IN_STREAM)
                && NO_USAGE.matcher(said).find()) {
            return without(Ability.USAGE_IN_STREAM);
        }
        if (withTools
                && choosesTools
                && tried.contains(Ability.NATIVE_TOOLS)
                && NO_TOOLS.matcher(said).find()) {
            return without(Ability.NATIVE_TOOLS);
        }
        if (streamed && refused.status() != 500 && NO_STREAM.matcher(said).find()) {
            return without(Ability.STREAM);
        }
        return false;
    }

    private boolean without(Ability ability) {
        all.remove(ability);
        return true;
    }
}
