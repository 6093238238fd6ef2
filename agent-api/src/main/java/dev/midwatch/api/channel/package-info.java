/** Ways to reach people, and for people to answer. */
package dev.midwatch.api.channel;
