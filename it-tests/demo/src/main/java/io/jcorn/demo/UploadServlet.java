package io.jcorn.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;

/** Takes a file and tells its size. */
@WebServlet("/upload")
@MultipartConfig(fileSizeThreshold = 1 << 16, maxFileSize = 1 << 24)
public final class UploadServlet extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Part file = request.getPart("file");
        if (file == null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "A file, please");
            return;
        }
        Page.write(response, file.getSubmittedFileName() + " has " + file.getSize() + " bytes");
    }
}
