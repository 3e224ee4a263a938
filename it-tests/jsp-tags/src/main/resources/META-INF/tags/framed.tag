<%@ tag trimDirectiveWhitespaces="true" %>
[<jsp:doBody/>]
