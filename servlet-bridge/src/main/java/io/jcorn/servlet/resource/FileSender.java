package io.jcorn.servlet.resource;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A response that can end with a region of a file, sent without copying. */
public interface FileSender {
    /**
     * Sends a region of a file as the rest of the body and takes the channel over, or does nothing.
     *
     * @return false if it can't here: the caller copies the bytes and closes the channel
     */
    boolean sendFile(FileChannel file, long position, long count) throws IOException;
}
