package io.jcorn.servlet.descriptor;

/**
 * A multipart-config element or @MultipartConfig.
 *
 * @param location folder for parts, relative to the temp folder; "" is the temp folder itself
 * @param maxFileSize bytes, -1 unlimited
 * @param maxRequestSize bytes, -1 unlimited
 * @param fileSizeThreshold bytes kept in memory before a part goes to disk
 */
public record MultipartDef(String location, long maxFileSize, long maxRequestSize, int fileSizeThreshold) {}
