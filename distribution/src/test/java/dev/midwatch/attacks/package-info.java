/**
 * Attacks on the safe hands: what a model does that obeys every injected instruction, what strangers, tampered stores and lying plugins try.
 * Judged by the API server's own log of requests and by the bytes that left, never by what Midwatch says of itself.
 */
package dev.midwatch.attacks;
