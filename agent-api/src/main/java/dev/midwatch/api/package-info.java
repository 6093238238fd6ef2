/**
 * The Midwatch SPI: everything the author of a plugin sees. A plugin is a jar (or several) in a directory of its own under
 * {@code plugins/}; the kernel finds its {@link dev.midwatch.api.Plugin} through {@code META-INF/services}, hands it a
 * {@link dev.midwatch.api.PluginContext} and asks it for {@link dev.midwatch.api.Skill}s and
 * {@link dev.midwatch.api.channel.Channel}s. Only types of the JDK occur here.
 */
package dev.midwatch.api;
