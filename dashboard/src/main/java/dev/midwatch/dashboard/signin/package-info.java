/**
 * Who may see and do what, on both servers. {@link dev.midwatch.dashboard.signin.SignIn} (dashboard) and
 * {@link dev.midwatch.dashboard.signin.ApiKeys} (API) are installed before any route; each route is given what it
 * {@link dev.midwatch.dashboard.signin.Needs}, and a handler asks {@link dev.midwatch.dashboard.signin.Visitor#of} who it is. A page puts
 * {@link dev.midwatch.dashboard.signin.Csrf#token} into its forms and into the header its script sends.
 *
 * <p>Sessions live in a signed cookie: when it began, the generation of its owner's sessions, who it is and how far they may go. The key
 * of the signature also takes in passwords, levels and grants, so that a change of them ends every session; what ended before its time is
 * kept in a file.
 *
 * <p>How often somebody may try a password is counted three times: by address (20, then one in 6 s), by account and address (5, then one
 * in 30 s), and by account, whoever asks (100, then one in 3 s). An address of IPv6 stands for its network. The last one is against
 * guessing from many networks, and holds only for those that failed within ten minutes: the first try of any other is looked at however
 * many strangers guess, so that they keep neither a script nor a new browser of the owner out. Nothing ever locks. A browser that signed in before
 * has a cookie that says so, and is counted on its own (5, then one in 30 s), so that not even strangers behind the same proxy can keep
 * it out. Only what is wrong counts in the end, and at most two passwords are looked at at a time: guessing costs the guesser, not us.
 *
 * <p>The journal has at most one refusal a minute of each network and sixty a minute in all, with how many were passed over.
 */
package dev.midwatch.dashboard.signin;
