/** What those who write plugins are given. */
package dev.midwatch.cli.plugin;
