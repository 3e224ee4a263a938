package io.jcorn.wicket;

import org.apache.wicket.DefaultPageManagerProvider;
import org.apache.wicket.Page;
import org.apache.wicket.pageStore.IPageStore;
import org.apache.wicket.pageStore.InSessionPageStore;
import org.apache.wicket.protocol.http.WebApplication;
import org.apache.wicket.settings.RequestCycleSettings.RenderStrategy;

/** Set up for several JVMs: by default Wicket keeps pages in a file of one of them, and responses in its heap. */
public final class Shop extends WebApplication {
    private static final int PAGES = 5;

    @Override
    public Class<? extends Page> getHomePage() {
        return BasketPage.class;
    }

    @Override
    protected void init() {
        super.init();
        getRequestCycleSettings().setRenderStrategy(RenderStrategy.REDIRECT_TO_RENDER);
        getStoreSettings().setAsynchronous(false); // stored when the response leaves, not some time later
        setPageManagerProvider(new DefaultPageManagerProvider(this) {
            @Override
            protected IPageStore newPersistentStore() {
                return new InSessionPageStore(PAGES);
            }
        });
    }
}
