/** People on Discord: messages to them, and what they write, press and command. JDA speaks the protocol. */
package dev.midwatch.channels.discord;
