<%@ tag trimDirectiveWhitespaces="true" %>
<%@ attribute name="text" required="true" %>
<b>${text}</b>
