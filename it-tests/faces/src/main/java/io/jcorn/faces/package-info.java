/** A shopping list: a bean of the session behind a page with a form. */
package io.jcorn.faces;
