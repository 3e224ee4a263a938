<%@ page isErrorPage="true" %>
${pageContext.errorData.statusCode}: ${pageContext.errorData.requestURI}: ${pageContext.exception.message}
