package dev.jari.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** jari-deploy with its compose driver, where containers can run; ./jari deploy-e2e starts an engine for it. */
class DeployContainersE2E {
    @Test
    void nobodyNoticesAGoodReleaseNorFiveBadOnes() throws Exception {
        String lacking = DeployContainers.lacking();
        // Who asked for containers is to get them.
        if (Boolean.getBoolean("jari.containers")) {
            assertThat(lacking).isEmpty();
        } else if (!lacking.isEmpty()) {
            System.out.println("deploy: containers skipped: " + lacking);
        }
        assumeTrue(lacking.isEmpty(), lacking);
        try (var containers = new DeployContainers()) {
            new DeployScenario(containers).run();
        }
    }
}
