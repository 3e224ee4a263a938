package io.jcorn.probe;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/** Sends back what comes on a connection that has left HTTP, behind the pid of its worker. */
public final class EchoHandler implements HttpUpgradeHandler {
    @Override
    public void init(WebConnection connection) {
        try {
            ServletInputStream in = connection.getInputStream();
            ServletOutputStream out = connection.getOutputStream();
            out.print(ProcessHandle.current().pid() + "\n");
            out.flush();
            in.setReadListener(new Echo(in, out, connection));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {}

    private record Echo(ServletInputStream in, ServletOutputStream out, WebConnection connection)
            implements ReadListener {
        @Override
        public void onDataAvailable() throws IOException {
            byte[] part = new byte[1024];
            while (in.isReady() && !in.isFinished()) {
                int n = in.read(part);
                if (n > 0) {
                    out.write(part, 0, n);
                    out.flush();
                }
            }
        }

        @Override
        public void onAllDataRead() {
            close();
        }

        @Override
        public void onError(Throwable error) {
            close();
        }

        private void close() {
            try {
                connection.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
