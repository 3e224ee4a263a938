/**
 * Session attributes as bytes: a tag and a short form for the commonest values, Java serialization (Java Object
 * Serialization Specification) for the others, each attribute by itself. Reads only classes that an application can
 * have stored. Imports the JDK only.
 */
package io.jcorn.servlet.session.codec;
