/** A tag library, its function and its listener. */
package io.jcorn.jsptags;
