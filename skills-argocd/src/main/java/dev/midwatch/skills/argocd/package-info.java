/** Watches the applications of Argo CD: their health, whether they are in sync, and what became of the last sync. */
package dev.midwatch.skills.argocd;
