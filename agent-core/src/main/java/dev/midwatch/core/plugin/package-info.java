/** Finds plugins, gives each a class loader of its own, and leaves out those that are broken, by name and with the reason. */
package dev.midwatch.core.plugin;
