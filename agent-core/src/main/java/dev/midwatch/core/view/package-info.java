/**
 * What the dashboard, the gateway's API and the command line show and command: records that are read, and the few commands. Each command
 * says who gives it, refuses whoever may not, and is in the audit file before it happens.
 */
package dev.midwatch.core.view;
