/**
 * The agent loop: a model, its tools and the limits of a run. Types of the model library stay inside; what comes out is a typed
 * {@link dev.midwatch.core.agent.Reply}, and no model at all is a normal state.
 */
package dev.midwatch.core.agent;
