/** A shop by Spring Boot 4, deployed as a WAR: what its starters bring, and what streams. */
package io.jcorn.springboot4;
