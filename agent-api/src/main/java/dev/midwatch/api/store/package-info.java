/** What Midwatch remembers: conversations and facts. */
package dev.midwatch.api.store;
