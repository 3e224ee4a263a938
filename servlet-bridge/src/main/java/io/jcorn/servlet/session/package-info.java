/** Sessions of a web application. */
package io.jcorn.servlet.session;
