package io.jcorn.springboot4;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;

/** What a container finds by {@code @HandlesTypes}, in place of a main method. */
@SpringBootApplication
public class Shop extends SpringBootServletInitializer {
    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
        return application.sources(Shop.class);
    }
}
