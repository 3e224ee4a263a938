/** An action with a form that is checked, and a list that the session keeps. */
package io.jcorn.struts;
