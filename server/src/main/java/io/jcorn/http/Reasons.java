package io.jcorn.http;

/** Reason phrases (RFC 9112 §4) of IANA's HTTP Status Code Registry. */
public final class Reasons {
    private static final String[] PHRASES = new String[600];

    static {
        of(100, "Continue", "Switching Protocols", "Processing", "Early Hints");
        of(104, "Upload Resumption Supported");
        of(200, "OK", "Created", "Accepted", "Non-Authoritative Information", "No Content", "Reset Content");
        of(206, "Partial Content", "Multi-Status", "Already Reported");
        of(226, "IM Used");
        of(300, "Multiple Choices", "Moved Permanently", "Found", "See Other", "Not Modified", "Use Proxy");
        of(307, "Temporary Redirect", "Permanent Redirect");
        of(400, "Bad Request", "Unauthorized", "Payment Required", "Forbidden", "Not Found");
        of(405, "Method Not Allowed", "Not Acceptable", "Proxy Authentication Required", "Request Timeout");
        of(409, "Conflict", "Gone", "Length Required", "Precondition Failed", "Content Too Large");
        of(414, "URI Too Long", "Unsupported Media Type", "Range Not Satisfiable", "Expectation Failed");
        of(421, "Misdirected Request", "Unprocessable Content", "Locked", "Failed Dependency", "Too Early");
        of(426, "Upgrade Required");
        of(428, "Precondition Required", "Too Many Requests");
        of(431, "Request Header Fields Too Large");
        of(451, "Unavailable For Legal Reasons");
        of(500, "Internal Server Error", "Not Implemented", "Bad Gateway", "Service Unavailable", "Gateway Timeout");
        of(505, "HTTP Version Not Supported", "Variant Also Negotiates", "Insufficient Storage", "Loop Detected");
        of(510, "Not Extended", "Network Authentication Required");
    }

    private Reasons() {}

    /** The registered phrase; "" for a status that has none, which is a valid phrase too. */
    public static String phrase(int status) {
        String phrase = status >= 0 && status < PHRASES.length ? PHRASES[status] : null;
        return phrase == null ? "" : phrase;
    }

    private static void of(int first, String... phrases) {
        System.arraycopy(phrases, 0, PHRASES, first, phrases.length);
    }
}
