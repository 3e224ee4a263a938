<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="s" uri="/struts-tags" %>
<!DOCTYPE html>
<html>
<body>
<s:form action="order" theme="simple"><s:textfield name="item"/><s:submit/></s:form>
<s:fielderror/>
<ul><s:iterator value="items"><li><s:property/></li></s:iterator></ul>
</body>
</html>
