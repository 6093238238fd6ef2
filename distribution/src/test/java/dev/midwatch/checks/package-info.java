/** What the checks that ship say of themselves, against the pages that describe them. */
package dev.midwatch.checks;
