package dev.midwatch.cli.chat;

import dev.midwatch.core.action.Approver;
import dev.midwatch.core.chat.CommandDesk;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Chat;
import dev.midwatch.core.view.Findings;
import dev.midwatch.core.view.Proposals;
import dev.midwatch.core.view.Sessions;

/**
 * What a chat talks with.
 *
 * @param actor who is typing
 */
public record Parts(
        Chat chat, Sessions sessions, Proposals proposals, Findings findings, CommandDesk commands, Actor actor) {
    public Approver approver() {
        return new Approver(actor.who(), actor.level());
    }
}
