package dev.midwatch.channels.discord;

import java.util.List;
import net.dv8tion.jda.api.interactions.InteractionHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that answer a click or a command. What is lost here was for somebody who sees that nothing comes, and asks again. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    /** The first page in place of what announced the answer, and the others behind it. */
    static void edit(InteractionHook hook, List<Page> pages) {
        hook.editOriginal(pages.get(0).toEdit()).queue(sent -> more(hook, pages, sent.isEphemeral()), Replies::lost);
    }

    /** The pages behind the first. */
    static void more(InteractionHook hook, List<Page> pages, boolean personal) {
        all(hook, pages.subList(1, pages.size()), personal);
    }

    /** One after the other, so that they keep their order. */
    static void all(InteractionHook hook, List<Page> pages, boolean personal) {
        if (!pages.isEmpty()) {
            hook.sendMessage(pages.get(0).toCreate())
                    .setEphemeral(personal)
                    .queue(sent -> all(hook, pages.subList(1, pages.size()), personal), Replies::lost);
        }
    }

    static void lost(Throwable why) {
        LOG.warn("an answer did not reach Discord: {}", why.getMessage());
    }
}
