package dev.midwatch.testkit.discord;

/** Answers one route, under the world's monitor. */
interface Handler {
    HttpAnswer handle(Call call);
}
