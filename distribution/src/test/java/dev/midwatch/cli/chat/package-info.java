/** The terminal chat, at a terminal that is none. */
package dev.midwatch.cli.chat;
