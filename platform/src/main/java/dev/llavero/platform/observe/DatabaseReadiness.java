package dev.llavero.platform.observe;

import dev.llavero.platform.sql.PlainTransactions;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {
    private static final Duration ANSWER = Duration.ofSeconds(3);

    @Inject
    PlainTransactions transactions;

    @Override
    public Uni<HealthCheckResponse> call() {
        return Patience.atMost(ANSWER, transactions.autocommit().query("select 1"))
                .map(answer -> HealthCheckResponse.up("database"))
                .onFailure()
                .recoverWithItem(down -> HealthCheckResponse.down("database"));
    }
}
