/**
 * The gateway's API for programs. {@link dev.midwatch.dashboard.api.GatewayServer} is the server; other protocols hang into it as a
 * {@link dev.midwatch.dashboard.api.Part}. What it can do stands in one table of operations, from which come both the routes and the
 * OpenAPI document.
 */
package dev.midwatch.dashboard.api;
