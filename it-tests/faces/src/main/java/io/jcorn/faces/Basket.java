package io.jcorn.faces;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What somebody wants, for as long as the session lasts. */
@Named
@SessionScoped
public class Basket implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<String> items = new ArrayList<>();
    private String next;

    public List<String> getItems() {
        return items;
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }

    /** The form's action: stays on the page. */
    public void add() {
        items.add(next);
        next = null;
    }
}
