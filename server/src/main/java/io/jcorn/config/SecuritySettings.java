package io.jcorn.config;

import static io.jcorn.config.Setting.Section.SECURITY;

import io.jcorn.sock.BindAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Users of the applications, and how they log in. */
final class SecuritySettings {
    private SecuritySettings() {}

    static final Setting<Path> USERS =
            Setting.of(SECURITY, "users", new Texts.FilePath("FILE")).doc("""
            The file that holds the users of applications that ask for a login, a line for each: `NAME:HASH:ROLE,ROLE`.
            `jcorn hash-password` makes the hash of a password. HUP reads the file again. None by default: nobody can
            log in.""");

    static final Setting<String> REALM =
            Setting.of(SECURITY, "realm", new Texts.RealmOption()).repeatable().doc("""
            Where the users are instead of in a file: the option `type` says in what, `jdbc`, `ldap` or one that is
            installed in `lib/worker`, and the other options are its own, as in `--realm type=ldap --realm
            url=ldaps://ldap.example`.""");

    static final Setting<Integer> SECURE_PORT = Setting.of(
                    SECURITY, "secure-port", new Numbers.Whole(0, BindAddress.MAX_PORT))
            .defaultsTo("0")
            .doc("""
            The port of `https` URLs, to which requests are redirected that an application allows on protected
            connections only. With 0 they are answered 403.""");

    static final Setting<Integer> LOGIN_ATTEMPTS = Setting.of(
                    SECURITY, "login-attempts", new Numbers.Whole(0, 1_000_000))
            .defaultsTo("5")
            .doc("""
            How many times a user may give a wrong password from one address before no more are looked at for a while.
            Ten times as many are allowed for a user from all addresses, and for an address with all users. 0 means any
            number. Each worker counts for itself.""");

    static final Setting<Duration> LOGIN_LOCKOUT = Setting.of(SECURITY, "login-lockout", new Numbers.Seconds())
            .defaultsTo("300")
            .doc("""
            How long no password of a user is looked at after too many wrong ones. As long after the last one the count
            begins anew.""");

    static final List<Setting<?>> ALL = List.of(USERS, REALM, SECURE_PORT, LOGIN_ATTEMPTS, LOGIN_LOCKOUT);
}
