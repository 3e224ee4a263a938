before <jsp:include page="/WEB-INF/inner.jsp"><jsp:param name="what" value="inner"/></jsp:include> after
