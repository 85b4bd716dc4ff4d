/**
 * Copies of what is read often: near, in this instance's memory, for seconds; in Redis for minutes. {@link dev.jari.cache.Cache} reads
 * through both, {@link dev.jari.cache.Caches#changed} makes both forget. What is changed together is a group.
 *
 * <ul>
 *   <li>A change deletes the group in Redis before it is acknowledged ({@code Acknowledgement}), and its version with it: who read SQL
 *       before the change cannot put that into Redis afterwards. The same within an instance, by a count ({@code Near}).
 *   <li>Other instances drop their near copies when the bus says so, which may be late or never. So who changed something is marked in Redis
 *       for longer than near copies live, and reads from SQL while the mark stands ({@code RecentChanges}): nobody meets an older state than
 *       the one they have made.
 *   <li>Where Redis cannot be told, SQL is: {@code Generation} turns all copies on all instances off for a while. Redis gone and back is a new
 *       generation as well, for it may be back with copies that it had deleted.
 * </ul>
 *
 * <p>Without Redis each read is a read of SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"bus", "redis", "web"})
package dev.jari.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
