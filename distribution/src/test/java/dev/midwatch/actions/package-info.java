/** Every action of the plugins that ship, planned from live objects and run on a server: a simulated one and a real one. */
package dev.midwatch.actions;
