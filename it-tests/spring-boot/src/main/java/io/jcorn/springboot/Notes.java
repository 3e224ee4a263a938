package io.jcorn.springboot;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** What a user has noted, for as long as the session lasts. */
@Component
@SessionScope
public class Notes implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<String> texts = new ArrayList<>();

    public void add(String text) {
        texts.add(text);
    }

    public List<String> texts() {
        return List.copyOf(texts);
    }
}
