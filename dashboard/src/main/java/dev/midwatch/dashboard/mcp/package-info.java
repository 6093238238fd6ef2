/**
 * What other people's assistants may use of Midwatch, in the Model Context Protocol. {@link dev.midwatch.dashboard.mcp.Mcp} hangs into the
 * gateway's server. Everything here reads, or asks a person by a proposal; nothing approves.
 */
package dev.midwatch.dashboard.mcp;
