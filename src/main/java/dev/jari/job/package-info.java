/**
 * Work that is done by the clock, in chunks: what is to be done is {@link dev.jari.job.Work}, beans of the modules whose data it is;
 * which jobs there are and when they run is {@link dev.jari.job.Job}.
 *
 * <p>A job runs once in the cluster at a time: {@code Lease} holds ShedLock's lock and renews it after each chunk, so that the jobs of a
 * killed instance are taken up by another one a minute later. Spring Batch's repository in SQL remembers each run. A chunk, its
 * position and the version of its step are committed together: who goes on after a kill begins where the last commit ended, and an
 * instance that was only frozen finds that its version is old and commits nothing more. {@code Runner} starts and resumes runs, {@code
 * Schedule} looks each minute what is due, also what was missed or has failed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web"})
package dev.jari.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
