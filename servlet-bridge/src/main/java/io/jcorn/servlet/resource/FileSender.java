package io.jcorn.servlet.resource;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A response that can end with a region of a file, sent without copying and without holding a thread. */
public interface FileSender {
    /**
     * Ends the body with a region of a file and takes the channel over, which it closes. Doesn't block.
     *
     * @param position of the first byte
     * @param count of bytes; all of them are there unless the file shrinks meanwhile, which breaks the connection off
     * @return false, with nothing done, if bytes can't bypass the response's stream now: the caller copies them and
     *     closes the channel
     */
    boolean sendFile(FileChannel file, long position, long count) throws IOException;

    /** Whether the body has begun: bytes were written to the stream, or the writer was taken, which encodes by itself. */
    boolean hasContent();
}
