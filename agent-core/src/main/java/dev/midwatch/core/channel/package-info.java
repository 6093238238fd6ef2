/** Messages out, durably: the outbox and those who deliver from it, the console and webhooks. */
package dev.midwatch.core.channel;
