package io.jcorn.demo;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The frame around an answer. */
final class Page {
    private Page() {}

    /** Answers with {@code text} as a heading and a way back. */
    static void write(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/html; charset=UTF-8");
        response.getWriter().write("""
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>jcorn demo</title><link rel="stylesheet" href="style.css"></head>
                <body><h1>%s</h1><p><a href=".">Back</a></p></body>
                </html>
                """.formatted(escape(text)));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
