/**
 * Talking with the model at a terminal. {@link dev.midwatch.cli.chat.TerminalChat} reads what is typed, also while a turn runs;
 * {@link dev.midwatch.cli.chat.MarkdownText} shows what the model writes. Nothing here decides what anybody may do.
 */
package dev.midwatch.cli.chat;
