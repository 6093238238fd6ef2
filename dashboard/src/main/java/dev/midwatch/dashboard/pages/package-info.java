/** The dashboard's pages: what a person looks at and decides, with and without scripts. */
package dev.midwatch.dashboard.pages;
