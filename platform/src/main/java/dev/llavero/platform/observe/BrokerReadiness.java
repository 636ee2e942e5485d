package dev.llavero.platform.observe;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class BrokerReadiness implements AsyncHealthCheck {
    @Inject
    Broker broker;

    @Override
    public Uni<HealthCheckResponse> call() {
        return broker.nodes()
                .map(nodes -> HealthCheckResponse.up("broker"))
                .onFailure()
                .recoverWithItem(down -> HealthCheckResponse.down("broker"));
    }
}
