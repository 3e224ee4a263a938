/** Files of a web application. */
package io.jcorn.servlet.resource;
