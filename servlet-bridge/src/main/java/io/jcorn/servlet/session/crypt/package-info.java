/**
 * Sessions that a store can't read: between the sessions and a store of whatever kind. What is hidden how, and why so, is in
 * docs/decisions/session-encryption.md.
 *
 * <p>May import {@code store} and the JDK.
 */
package io.jcorn.servlet.session.crypt;
