package dev.llavero.platform.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Never red: names what does not serve us beside what says whether we are ready. */
@Readiness
@ApplicationScoped
class OutsideReadiness implements HealthCheck {
    @Inject
    Observed observed;

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("outside").up();
        observed.missed().forEach(answer::withData);
        return answer.build();
    }
}
