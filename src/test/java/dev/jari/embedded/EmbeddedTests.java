package dev.jari.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedTests {
    @TempDir
    Path directory;

    @Test
    void findsItsDataAgainAfterARestart() {
        try (var node = Node.start(directory)) {
            node.getBean(JdbcClient.class).sql("create table note(text text)").update();
            node.getBean(JdbcClient.class)
                    .sql("insert into note values ('kept')")
                    .update();
            node.getBean(StringRedisTemplate.class).opsForValue().set("note", "kept");
        }
        try (var node = Node.start(directory)) {
            assertThat(node.getBean(JdbcClient.class)
                            .sql("select text from note")
                            .query(String.class)
                            .single())
                    .isEqualTo("kept");
            assertThat(node.getBean(StringRedisTemplate.class).opsForValue().get("note"))
                    .isEqualTo("kept");
        }
    }
}
