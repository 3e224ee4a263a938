package io.jcorn.wicket;

import java.util.ArrayList;
import java.util.List;
import org.apache.wicket.markup.html.WebPage;
import org.apache.wicket.markup.html.basic.Label;
import org.apache.wicket.markup.html.form.Form;
import org.apache.wicket.markup.html.form.RequiredTextField;
import org.apache.wicket.markup.html.link.Link;
import org.apache.wicket.markup.html.list.ListItem;
import org.apache.wicket.markup.html.list.ListView;
import org.apache.wicket.markup.html.panel.FeedbackPanel;
import org.apache.wicket.model.Model;

/** Counts clicks and collects items, in fields of its components and of its own. */
public final class BasketPage extends WebPage {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> items = new ArrayList<>();
    private int clicks;

    public BasketPage() {
        add(new Label("clicks", () -> clicks));
        add(new ClickLink("click"));
        add(new FeedbackPanel("messages"));
        add(new ItemForm("form"));
        add(new ItemList("items", items));
    }

    private final class ClickLink extends Link<Void> {
        private static final long serialVersionUID = 1;

        ClickLink(String id) {
            super(id);
        }

        @Override
        public void onClick() {
            clicks++;
        }
    }

    private final class ItemForm extends Form<Void> {
        private static final long serialVersionUID = 1;

        private final Model<String> item = Model.of("");

        ItemForm(String id) {
            super(id);
            add(new RequiredTextField<>("item", item));
        }

        @Override
        protected void onSubmit() {
            items.add(item.getObject());
            item.setObject("");
        }
    }

    private static final class ItemList extends ListView<String> {
        private static final long serialVersionUID = 1;

        ItemList(String id, List<String> items) {
            super(id, items);
        }

        @Override
        protected void populateItem(ListItem<String> item) {
            item.add(new Label("name", item.getModel()));
        }
    }
}
