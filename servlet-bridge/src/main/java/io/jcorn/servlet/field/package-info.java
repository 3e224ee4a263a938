/**
 * The syntax of what HTTP fields and forms carry: media types, cookies, languages, dates, urlencoded data.
 *
 * <p>Pure functions over strings, without state and without a request. Imports the JDK and {@code jakarta.servlet}'s
 * Cookie only.
 */
package io.jcorn.servlet.field;
