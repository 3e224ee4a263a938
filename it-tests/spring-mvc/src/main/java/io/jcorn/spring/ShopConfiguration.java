package io.jcorn.spring;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Spring MVC with its defaults, and the controllers beside this class. */
@Configuration
@EnableWebMvc
@ComponentScan
public class ShopConfiguration {}
