package dev.midwatch.dashboard.api;

/** Marks the records of what is asked: what they call optional may be left out, and what they do not name is refused. */
interface RequestBody {}
