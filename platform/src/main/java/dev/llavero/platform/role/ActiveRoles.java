package dev.llavero.platform.role;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class ActiveRoles {
    @Produces
    @Singleton
    Roles roles() {
        return Roles.ofThisProcess();
    }
}
