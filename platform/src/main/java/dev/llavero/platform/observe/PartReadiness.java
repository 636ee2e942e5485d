package dev.llavero.platform.observe;

import dev.llavero.platform.role.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The {@link ReadinessPart}s of the roles that are played. */
@Readiness
@ApplicationScoped
class PartReadiness implements HealthCheck {
    @Inject
    @Any
    Instance<ReadinessPart> parts;

    @Inject
    Roles roles;

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("parts").up();
        parts.stream().filter(part -> roles.plays(part.role())).forEach(part -> part.trouble()
                .ifPresent(trouble -> answer.down().withData(part.name(), trouble)));
        return answer.build();
    }
}
