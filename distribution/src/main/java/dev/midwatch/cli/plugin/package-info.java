/** For those who write plugins: a project to begin with, and what can be said of a jar before it is used. */
package dev.midwatch.cli.plugin;
