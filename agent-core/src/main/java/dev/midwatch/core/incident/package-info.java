/** What broke, what ended it and how long that took: learned from findings that are gone, and told when one comes back. No model has a say in it. */
package dev.midwatch.core.incident;
