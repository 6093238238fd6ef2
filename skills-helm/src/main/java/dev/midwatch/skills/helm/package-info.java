/** Watches the releases of Helm by the labels of their Secrets; what is in a Secret is never read. */
package dev.midwatch.skills.helm;
