package io.jcorn.springboot;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** A part for users who log in by Spring's own form; what it keeps for that is all in the session. */
@Configuration
public class StaffConfiguration {
    @Bean
    public SecurityFilterChain staff(HttpSecurity security) throws Exception {
        return security.securityMatcher("/staff/**", "/login", "/logout")
                .authorizeHttpRequests(requests -> requests.anyRequest().hasRole("STAFF"))
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    public UserDetailsService users() {
        return new InMemoryUserDetailsManager(User.withUsername("alice")
                .password("{noop}wonder")
                .roles("STAFF")
                .build());
    }
}
