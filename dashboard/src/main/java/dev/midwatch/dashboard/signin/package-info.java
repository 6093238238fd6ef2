/** Who may see and do what, on both servers. */
package dev.midwatch.dashboard.signin;
