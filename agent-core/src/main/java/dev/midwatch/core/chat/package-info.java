/** What people say, and what they may: conversations, commands, approvals by word and by button. */
package dev.midwatch.core.chat;
