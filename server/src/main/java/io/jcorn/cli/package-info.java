/**
 * The command: arguments become settings, settings a running arbiter.
 *
 * <p>Only the arbiter's process has it, and it alone imports picocli. Mirrors gunicorn's {@code app/base.py}. Imports
 * {@code config}, {@code arbiter}, {@code boot}, {@code log}, {@code passwd}, {@code tls}, {@code sessions} and the JDK.
 */
package io.jcorn.cli;
