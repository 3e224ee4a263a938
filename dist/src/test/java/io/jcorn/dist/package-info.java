/** Tests of the start script, run as it is in the source tree with an installation of empty jars around it. */
package io.jcorn.dist;
