<%@ page session="false" %><%
    jakarta.servlet.http.Cookie taste = new jakarta.servlet.http.Cookie("taste", "sweet");
    taste.setPath("/jsp");
    taste.setMaxAge(60);
    taste.setHttpOnly(true);
    taste.setSecure(true);
    taste.setAttribute("SameSite", "Lax");
    response.addCookie(taste);
    response.addCookie(new jakarta.servlet.http.Cookie("plain", ""));
    if (request.getCookies() != null) {
        for (jakarta.servlet.http.Cookie cookie : request.getCookies()) {
            out.println(cookie.getName() + "=" + cookie.getValue());
        }
    }
%>
