package dev.jari.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisBinaryTest {
    @Test
    void everySystemHasAServerThatIsInTheJar() {
        for (String[] machine : new String[][] {
            {"Linux", "amd64"}, {"Linux", "aarch64"}, {"Mac OS X", "x86_64"}, {"Mac OS X", "aarch64"}
        }) {
            assertThat(RedisBinary.candidates(machine[0], machine[1]))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(RedisBinary.class.getResource("/redis-server-" + name))
                            .isNotNull());
        }
    }

    @Test
    void theStaticServerIsThereForALinuxWithoutItsLibraries() {
        assertThat(RedisBinary.candidates("Linux", "amd64")).last().isEqualTo("6.2.7-linux-386");
    }

    @Test
    void thereIsNoneForWindows() {
        assertThat(RedisBinary.candidates("Windows 11", "amd64")).isEmpty();
    }
}
