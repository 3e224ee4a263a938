/** A small web application: each servlet shows one thing that the Servlet API can. */
package io.jcorn.demo;
