package dev.llavero.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * The principals on a broker that asks who is there: a password for each file {@code <principal>.password} of a folder, and
 * the rights of {@link KafkaRights}, no fewer and no more.
 */
final class KafkaLogins {
    private static final String PASSWORD = ".password";
    private static final int ITERATIONS = 8_192;

    private final Path folder;

    KafkaLogins(Path folder) {
        this.folder = folder;
    }

    void welcome(Admin admin) throws ExecutionException, InterruptedException {
        var files = passwordFiles();
        admin.alterUserScramCredentials(
                        files.stream().map(KafkaLogins::credential).toList())
                .all()
                .get();
        give(admin);
        files.forEach(file -> System.out.println("principal " + principal(file)));
    }

    /** What is new first, then what is too much: a principal at work never lacks what it keeps. */
    private static void give(Admin admin) throws ExecutionException, InterruptedException {
        var wanted = KafkaRights.ALL.stream()
                .flatMap(rights -> rights.bindings().stream())
                .toList();
        admin.createAcls(wanted).all().get();
        var present = admin.describeAcls(AclBindingFilter.ANY).values().get();
        var tooMuch = KafkaRights.ALL.stream()
                .flatMap(rights -> rights.tooMuchIn(present).stream())
                .map(AclBinding::toFilter)
                .toList();
        admin.deleteAcls(tooMuch).all().get();
    }

    private static UserScramCredentialAlteration credential(Path file) {
        try {
            return new UserScramCredentialUpsertion(
                    principal(file),
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                    Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    private static String principal(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.length() - PASSWORD.length());
    }

    private List<Path> passwordFiles() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(PASSWORD))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("KAFKA_LOGINS_FOLDER cannot be read", unreadable);
        }
    }
}
