package io.jcorn.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/** The types of settings that name a user or a group of this machine. Parsing asks the system, which may block. */
final class Owners {
    private Owners() {}

    /** By name, or by number. */
    record User() implements ValueType<UserPrincipal> {
        @Override
        public String metavar() {
            return "USER";
        }

        @Override
        public UserPrincipal parse(String text, Path directory) {
            try {
                return accounts().lookupPrincipalByName(text);
            } catch (IOException e) {
                throw unknown("user", text, e);
            }
        }

        @Override
        public String format(UserPrincipal user) {
            return user.getName();
        }
    }

    /** By name, or by number. */
    record Group() implements ValueType<GroupPrincipal> {
        @Override
        public String metavar() {
            return "GROUP";
        }

        @Override
        public GroupPrincipal parse(String text, Path directory) {
            try {
                return accounts().lookupPrincipalByGroupName(text);
            } catch (IOException e) {
                throw unknown("group", text, e);
            }
        }

        @Override
        public String format(GroupPrincipal group) {
            return group.getName();
        }
    }

    private static UserPrincipalLookupService accounts() {
        return FileSystems.getDefault().getUserPrincipalLookupService();
    }

    private static IllegalArgumentException unknown(String what, String name, IOException e) {
        String problem = e instanceof UserPrincipalNotFoundException
                ? "there is no " + what + " '" + name + "' on this machine; give a name or a number"
                : "can't look for " + what + " '" + name + "': " + e.getMessage();
        return new IllegalArgumentException(problem, e);
    }
}
