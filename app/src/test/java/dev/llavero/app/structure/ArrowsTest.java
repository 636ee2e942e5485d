package dev.llavero.app.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;

/** The arrows between the modules, and a few promises that a compiler cannot keep. */
@AnalyzeClasses(packages = "dev.llavero", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule modulesUseOnlyWhatStandsBeforeThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("contracts")
            .definedBy("dev.llavero.contracts..")
            .layer("platform")
            .definedBy("dev.llavero.platform..")
            .layer("projections")
            .definedBy("dev.llavero.views..")
            .layer("vpn-servers")
            .definedBy("dev.llavero.vpn..")
            .layer("key-provisioner")
            .definedBy("dev.llavero.keys..")
            .layer("bot-gateway")
            .definedBy("dev.llavero.bot..")
            .layer("app")
            .definedBy("dev.llavero.app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("bot-gateway")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("key-provisioner")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("vpn-servers")
            .mayOnlyBeAccessedByLayers("key-provisioner", "app")
            .whereLayer("projections")
            .mayOnlyBeAccessedByLayers("bot-gateway", "app")
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers("projections", "vpn-servers", "key-provisioner", "bot-gateway", "app");

    @ArchTest
    static final ArchRule decidersArePure = classes()
            .that()
            .haveSimpleNameEndingWith("Decider")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.llavero.contracts..", "dev.llavero.keys..", "dev.llavero.bot..");

    @ArchTest
    static final ArchRule nobodyAsksTheMachineForTheTime = noClasses()
            .that()
            .resideInAnyPackage("dev.llavero.keys..", "dev.llavero.bot..", "dev.llavero.views..", "dev.llavero.vpn..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .because("time is the database's");

    @ArchTest
    static final ArchRule nothingIsNamedAfterNothing =
            noClasses().should().haveNameMatching(".*(Service|Manager|Helper|Utils?|Impl|Base|Common)");

    @ArchTest
    static final ArchRule onlyTheRelayHasAProducer = noClasses()
            .that()
            .resideOutsideOfPackages("dev.llavero.platform.outbox..", "dev.llavero.app.op..", "dev.llavero.testkit..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.kafka.clients.producer.KafkaProducer");

    @ArchTest
    static final ArchRule aWorkerIsStartedOnce = classes()
            .that()
            .implement(Worker.class)
            .should()
            .notImplement(WorkerSource.class)
            .because("a worker that is a bean is found as one, and would be found as its own source again");

    @ArchTest
    static final ArchRule secretsAreNotStrings = noMethods()
            .that()
            .haveNameMatching("(?i).*password")
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("dev.llavero.keys..", "dev.llavero.vpn..", "dev.llavero.bot..")
            .and()
            .areDeclaredInClassesThat()
            .haveNameNotMatching(".*Json\\$.*")
            .should()
            .haveRawReturnType(String.class)
            .because("a Secret prints as ***; only what goes over the wire is a String");
}
