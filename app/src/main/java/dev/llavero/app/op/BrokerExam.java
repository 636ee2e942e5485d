package dev.llavero.app.op;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/** Does the broker let us in, and for how long will its certificate do? */
final class BrokerExam {
    private static final String BROKER = "broker";
    private static final Duration NOTICE = Duration.ofDays(30);

    private final Settings settings;

    BrokerExam(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        try (var broker = BrokerCalls.open(settings)) {
            var nodes = BrokerCalls.answer(broker.admin().describeCluster().nodes());
            findings.add(Finding.well(BROKER, "answers, " + nodes.size() + " in all"));
        } catch (KafkaException down) {
            findings.add(unreachable(down));
        }
        if (String.valueOf(settings.kafka().get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG))
                .contains("SSL")) {
            findings.add(certificate());
        }
        return findings;
    }

    static Finding unreachable(KafkaException why) {
        return Finding.wrong(
                BROKER,
                "does not answer: " + why.getClass().getSimpleName(),
                "is Kafka running, is its disk full, is KAFKA_BOOTSTRAP_SERVERS right?");
    }

    private Finding certificate() {
        var address = String.valueOf(settings.kafka().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))
                .split(",")[0]
                .strip();
        try {
            return certificate(ShownCertificate.at(Utils.getHost(address), Utils.getPort(address)), Instant.now());
        } catch (IOException | GeneralSecurityException silent) {
            return Finding.wrong(
                    "certificate",
                    "the broker shows none: " + silent.getClass().getSimpleName(),
                    "KAFKA_BOOTSTRAP_SERVERS must name a listener with TLS: docs/kafka.md");
        }
    }

    static Finding certificate(X509Certificate shown, Instant now) {
        var end = shown.getNotAfter().toInstant();
        var until = "the broker's is good until " + LocalDate.ofInstant(end, ZoneOffset.UTC);
        return end.minus(NOTICE).isAfter(now)
                ? Finding.well("certificate", until)
                : Finding.wrong("certificate", until, "make another: docs/kafka.md, Rotate");
    }
}
