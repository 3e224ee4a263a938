package io.jcorn.http;

/** Parses request heads. */
public final class HeadParser {}
