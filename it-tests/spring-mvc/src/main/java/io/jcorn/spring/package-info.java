/** A Spring MVC application as many are: no web.xml, found by {@code SpringServletContainerInitializer}. */
package io.jcorn.spring;
