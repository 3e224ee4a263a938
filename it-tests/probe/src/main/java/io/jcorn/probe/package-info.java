/** Servlets that do what applications should not, each a few lines, each for a test. */
package io.jcorn.probe;
