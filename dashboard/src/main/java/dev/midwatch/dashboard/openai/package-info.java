/**
 * Chat in OpenAI's words, so that every program that speaks them can talk with Midwatch: {@code /v1/models} and
 * {@code /v1/chat/completions}. {@link dev.midwatch.dashboard.openai.OpenAi} hangs into the gateway's server; nothing here decides what
 * anybody may do.
 */
package dev.midwatch.dashboard.openai;
