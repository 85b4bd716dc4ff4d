/**
 * What has grown old leaves its table for a file: one for each month of each {@link dev.jari.archive.Archivable}, lines of JSON, gzipped,
 * named such as {@code audit-2025-03.jsonl.gz}, in {@code jari.archive.directory} or an S3-compatible store, beside a {@code MANIFEST}
 * that {@code sha256sum -c} reads. Rows are deleted only after the file has been read back from where it is kept and is as it was
 * written; table {@code archive} remembers which files there are, so that a run that was interrupted deletes on and writes nothing twice.
 *
 * <p>{@code ./jari archive list|verify|restore} is {@link dev.jari.archive.Archives#command}. Restored rows stay for a month.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"embedded", "job", "web"})
package dev.jari.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
