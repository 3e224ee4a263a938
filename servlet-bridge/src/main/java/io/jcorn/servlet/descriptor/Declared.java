package io.jcorn.servlet.descriptor;

/** A value and where it was written. */
public record Declared<T>(T value, Place place) {}
