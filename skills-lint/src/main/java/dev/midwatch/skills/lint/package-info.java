/** Matters of hygiene: what works today and will hurt some day. Nothing here runs unless it is asked for. */
package dev.midwatch.skills.lint;
