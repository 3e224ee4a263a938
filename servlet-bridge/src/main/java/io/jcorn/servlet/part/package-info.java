/**
 * Optional parts of the distribution: a folder of jars each, opened when something of it is first needed. An application that
 * needs nothing of a part doesn't pay for it.
 *
 * <p>Imports the JDK only.
 */
package io.jcorn.servlet.part;
