package io.jcorn.struts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.action.SessionAware;
import org.apache.struts2.interceptor.parameter.StrutsParameter;

/** Orders an item, which must have a name. */
public class OrderAction extends ActionSupport implements SessionAware {
    private static final long serialVersionUID = 1;

    private transient Map<String, Object> session;
    private String item;

    @Override
    public void withSession(Map<String, Object> given) {
        session = given;
    }

    @StrutsParameter
    public void setItem(String item) {
        this.item = item;
    }

    public String getItem() {
        return item;
    }

    @Override
    public void validate() {
        if (item == null || item.isBlank()) {
            addFieldError("item", "An item needs a name");
        }
    }

    @Override
    public String execute() {
        List<String> items = new ArrayList<>(getItems());
        items.add(item);
        session.put("items", items);
        return SUCCESS;
    }

    /** What this session has ordered. */
    @SuppressWarnings("unchecked") // execute alone puts it there
    public List<String> getItems() {
        return (List<String>) session.getOrDefault("items", List.of());
    }
}
