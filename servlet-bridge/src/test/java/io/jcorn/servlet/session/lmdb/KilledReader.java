package io.jcorn.servlet.session.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** A process that is killed within a read transaction. */
final class KilledReader {
    private KilledReader() {}

    /** Reads in the store of a folder, and is dead when this returns. */
    static void in(Path folder) throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledReader.class.getName(),
                        folder.resolve("lmdb-" + LmdbFolder.FORMAT).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(reader.getInputStream().read()).isEqualTo('r');
        reader.destroyForcibly().waitFor();
    }

    public static void main(String... arguments) throws InterruptedException {
        try (Env<ByteBuffer> env =
                        Env.create().open(Path.of(arguments[0]).toFile(), EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOSYNC);
                Txn<ByteBuffer> read = env.txnRead()) {
            System.out.print(read.isReadOnly() ? 'r' : 'w');
            System.out.flush();
            TimeUnit.HOURS.sleep(1);
        }
    }
}
