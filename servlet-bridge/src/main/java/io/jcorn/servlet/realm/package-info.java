/**
 * Users, their passwords and roles, wherever they are kept: behind the interface {@link io.jcorn.servlet.realm.Realm}, which others may
 * implement; in a file, a database or a directory.
 *
 * <p>Opened once a worker, asked by request threads. Knows nothing of HTTP but what DIGEST needs to be stored. Imports
 * {@code io.jcorn.passwd} and the JDK.
 */
package io.jcorn.servlet.realm;
