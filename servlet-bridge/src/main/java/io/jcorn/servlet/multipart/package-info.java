/**
 * multipart/form-data (RFC 7578, RFC 2046 §5.1): a parser that streams, and parts that wait in memory or on disk.
 *
 * <p>Called on the thread that asks a request for its parts; blocks while it reads the body. Imports {@code field}, the
 * Part interface and the JDK.
 */
package io.jcorn.servlet.multipart;
