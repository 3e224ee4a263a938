<%@ taglib prefix="a" uri="https://jcorn.io/acorn" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<a:repeat times="${param.times}">${a:upper("acorn")}</a:repeat><a:framed>in a jar</a:framed><t:bold text="here"/>
