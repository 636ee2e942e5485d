package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.app.KafkaRights;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AclsExamTest {
    private final List<AclBinding> present = new ArrayList<>(KafkaRights.ALL.stream()
            .flatMap(rights -> rights.lackingIn(List.of()).stream())
            .toList());

    @Test
    void whatEachPrincipalMustHaveIsWell() {
        assertEquals(
                List.of(true),
                AclsExam.findings(present).stream().map(Finding::well).toList());
    }

    @Test
    void whatAPrincipalLacksIsNamed() {
        present.removeIf(binding -> binding.entry().principal().equals("User:llavero_projections")
                && binding.pattern().name().equals("servers.state.v1"));

        var finding = onlyFinding();
        assertEquals("acls of llavero_projections", finding.part());
        assertEquals("may not read topic servers.state.v1", finding.found());
        assertTrue(finding.mend().contains("--force-recreate topics"), finding.mend());
    }

    @Test
    void whatAPrincipalHasTooMuchIsNamed() {
        present.add(may("llavero_reader", AclOperation.WRITE, "keys.events.v1", PatternType.LITERAL));

        var finding = onlyFinding();
        assertEquals("acls of llavero_reader", finding.part());
        assertEquals("may also write topic keys.events.v1", finding.found());
    }

    @Test
    void aStrangerMayReadWhatIsPublicAndNothingElse() {
        present.add(may("billing", AclOperation.READ, "keys.events.v1", PatternType.LITERAL));
        present.add(may("billing", AclOperation.WRITE, "billing.events", PatternType.LITERAL));
        assertTrue(AclsExam.findings(present).getFirst().well());

        present.add(may("billing", AclOperation.READ, "keys.", PatternType.PREFIXED));
        assertEquals(
                "may read topic keys.…, and is none of Llavero's principals",
                onlyFinding().found());
    }

    private Finding onlyFinding() {
        var findings = AclsExam.findings(present);
        assertEquals(1, findings.size(), findings.toString());
        return findings.getFirst();
    }

    private static AclBinding may(String principal, AclOperation operation, String topic, PatternType pattern) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, pattern),
                new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }
}
