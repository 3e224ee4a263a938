/** A Wicket application of one page, as the quick start of Wicket makes them: its state is the page's. */
package io.jcorn.wicket;
