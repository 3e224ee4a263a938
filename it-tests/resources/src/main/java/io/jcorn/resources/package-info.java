/** An application that gets what it needs from its server: by injection, and by name in threads of all kinds. */
package io.jcorn.resources;
