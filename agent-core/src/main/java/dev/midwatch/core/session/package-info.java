/** What was said, kept and found again. */
package dev.midwatch.core.session;
