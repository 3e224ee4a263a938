/** A Spring Boot application that a container starts: its error page, its static files, JSON, forms and events, and
 * users who log in. */
package io.jcorn.springboot;
