/**
 * What every server of ours stands on, before it knows a page: {@link dev.midwatch.dashboard.http.WebServer} binds loopback unless told
 * otherwise, limits what a stranger can make it hold (bytes, connections, threads, time), puts the security headers on every answer,
 * knows a client's real address and answers what went wrong without telling how.
 */
package dev.midwatch.dashboard.http;
