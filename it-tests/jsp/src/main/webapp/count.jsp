<%! private static final long PID = ProcessHandle.current().pid(); %>
<% Integer count = (Integer) session.getAttribute("count"); session.setAttribute("count", count == null ? 1 : count + 1); %>
${sessionScope.count}: <%= PID %>
