/** The whole program with its Discord plugin, against a Discord on loopback. */
package dev.midwatch.discord;
