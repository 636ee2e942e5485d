# Everything of Llavero in one image: the application with all roles, its migrations, `op`. What a container does is its
# first argument (deploy/docker/run).

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# What Maven downloads stays with the builder. One time for all files: the AOT cache of the next stage looks at it.
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -q -pl app,testkit/backing -am package -DskipTests -Dspotless.check.skip=true \
    && find app/target/quarkus-app -exec touch -h -d 2026-01-01T00:00:00Z {} +

# A real start against a real broker and database, so that later starts find their classes loaded and linked.
FROM eclipse-temurin:25-jre AS trained
RUN useradd --uid 10001 --user-group --create-home --home-dir /home/llavero llavero
COPY --from=build /build/app/target/quarkus-app /opt/llavero/app
COPY --from=build --chown=llavero /build/testkit/backing/target/backing /training/backing
COPY deploy/docker/run deploy/docker/ready /opt/llavero/bin/
COPY deploy/docker/train /training/
RUN install -d -o llavero -g llavero /opt/llavero/cache
USER llavero
RUN /training/train

FROM eclipse-temurin:25-jre
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin llavero
# What seldom changes comes first.
COPY --from=trained /opt/llavero/app/lib /opt/llavero/app/lib
COPY --from=trained /opt/llavero/app /opt/llavero/app
COPY --from=trained /opt/llavero/cache /opt/llavero/cache
COPY deploy/docker/run deploy/docker/ready /opt/llavero/bin/
ENV LANG=C.UTF-8 HTTP_HOST=0.0.0.0 MANAGEMENT_HOST=0.0.0.0
USER 10001:10001
EXPOSE 8080 9000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/opt/llavero/bin/ready"]
ENTRYPOINT ["/opt/llavero/bin/run"]
CMD ["app"]
