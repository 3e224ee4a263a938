/** A shop of a few resources, found by Jersey's initializer without web.xml. */
package io.jcorn.jersey;
