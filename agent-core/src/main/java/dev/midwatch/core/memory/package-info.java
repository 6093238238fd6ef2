/** What is remembered from one session to the next. */
package dev.midwatch.core.memory;
