/** Watches the certificates and issuers of cert-manager. */
package dev.midwatch.skills.certmanager;
