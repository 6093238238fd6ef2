/**
 * A Discord to test against: REST v10 and the gateway's websocket on a free loopback port, with a guild, people who write and click, the
 * rules that Discord enforces, and its faults on demand.
 */
package dev.midwatch.testkit.discord;
