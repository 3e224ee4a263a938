package io.jcorn.jsptags;

import jakarta.annotation.PostConstruct;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;

/** Writes its body as often as it is told, with a mark that shows that the container has prepared the tag. */
public final class RepeatTag extends SimpleTagSupport {
    private int times;
    private String mark = "unprepared";

    @PostConstruct
    void prepare() {
        mark = "*";
    }

    public void setTimes(int times) {
        this.times = times;
    }

    @Override
    public void doTag() throws JspException, IOException {
        for (int i = 0; i < times; i++) {
            getJspContext().getOut().print(mark);
            getJspBody().invoke(null);
        }
    }
}
