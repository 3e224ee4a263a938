package io.jcorn.sock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Who may connect to a UNIX domain socket: who may write its file (unix(7)).
 *
 * @param umask in force while the file is made
 * @param user its owner, empty for the process's user
 * @param group its group, empty for the process's group
 */
public record SocketFileRights(int umask, Optional<UserPrincipal> user, Optional<GroupPrincipal> group) {
    /** Gives the file away. @throws IOException in words for the operator: this process may not do it */
    void giveAway(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (group.isPresent()) {
            try {
                view.setGroup(group.get());
            } catch (IOException e) {
                throw new IOException("it can't be given to group "
                        + group.get().getName() + "; start jcorn as a member of that group, or as root");
            }
        }
        if (user.isPresent()) {
            try {
                view.setOwner(user.get());
            } catch (IOException e) {
                throw new IOException("it can't be given to user " + user.get().getName() + "; only root can do that");
            }
        }
    }
}
