package dev.jari.archive;

import dev.jari.archive.ArchiveStore.Kept;
import dev.jari.job.Job;
import dev.jari.job.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class ArchiveWorks {
    private static final int ROWS = 1_000;

    @Bean
    @Order(10)
    Work archiveFiles(Archives archives) {
        return new Files(archives);
    }

    @Bean
    @Order(20)
    Work archivedRows(Archives archives) {
        return new ArchivedRows(archives);
    }

    private record Files(Archives archives) implements Work {
        @Override
        public Job job() {
            return Job.ARCHIVE;
        }

        @Override
        public String name() {
            return "files";
        }

        @Override
        public boolean inTransaction() {
            return false;
        }

        @Override
        public Done next(String position) {
            try {
                Optional<Kept> written = archives.writeNext();
                if (written.isPresent()) {
                    return Done.andMore(1, written.get().name());
                }
                archives.writeManifest();
                return Done.atLast(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Only after all files are written. */
    private record ArchivedRows(Archives archives) implements Work {
        @Override
        public Job job() {
            return Job.ARCHIVE;
        }

        @Override
        public String name() {
            return "rows";
        }

        @Override
        public Done next(String position) {
            return archives.removeSome(ROWS)
                    .map(removed -> Done.andMore(removed, ""))
                    .orElse(Done.atLast(0));
        }
    }
}
