/**
 * Attacks on a server, from a process of their own: {@link io.jcorn.it.attack.AttackMain} begins one of
 * {@link io.jcorn.it.attack.Attack} and goes on until it is stopped. {@link io.jcorn.it.attack.Crowd} is one thread with
 * thousands of connections that all follow one {@link io.jcorn.it.attack.Script}; who has to compute, as
 * {@link io.jcorn.it.attack.TlsHandshakes} does, has threads. Whoever is cut off comes back at once.
 *
 * <p>Needs nothing but the JDK, and knows nothing of the tests.
 */
package io.jcorn.it.attack;
