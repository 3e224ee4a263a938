/** Applications and requests for tests: an application is deployed without a WAR, a request is a text. */
package io.jcorn.servlet.testing;
