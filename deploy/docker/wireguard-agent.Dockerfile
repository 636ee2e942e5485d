# The management API for a WireGuard server. Built from the repository: deploy/compose.wireguard-agent.yml does it.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -q -pl wireguard-agent package -DskipTests -Dspotless.check.skip=true

FROM eclipse-temurin:25-jre
# ip and nft set up what wg carries; wireguard-go stands in where the kernel has no WireGuard.
RUN apt-get update \
    && apt-get install -y --no-install-recommends iproute2 nftables wireguard-tools wireguard-go \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /build/wireguard-agent/target/wireguard-agent /opt/wireguard-agent
VOLUME /var/lib/llavero-wireguard
STOPSIGNAL SIGTERM
# In little memory; what it starts with stands in one place.
ENTRYPOINT ["/opt/wireguard-agent/wireguard-agent"]
