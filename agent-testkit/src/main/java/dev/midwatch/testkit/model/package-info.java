/** A model to test against: a scripted server that speaks the OpenAI chat completions protocol over real HTTP, and misbehaves on demand. */
package dev.midwatch.testkit.model;
