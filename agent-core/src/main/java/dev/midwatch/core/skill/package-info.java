/** How things are done, written down: {@code skills/<name>/SKILL.md}. A line of each is told, the rest read when it is needed. */
package dev.midwatch.core.skill;
