/** A Spring Boot application that a container starts: its error page, its static files, JSON, forms and events. */
package io.jcorn.springboot;
