package dev.jari.capacity;

import dev.jari.bus.Bus;
import dev.jari.business.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is taken, from {@link Memory}: what is missing there is read in one query, and what a commit has changed is dropped, here at once
 * and on the other instances over the bus.
 */
@Component
public class Occupancy {
    private static final String TOPIC = "occupancy";

    private final CapacityStore store;
    private final Bus bus;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final Memory memory = new Memory();

    Occupancy(CapacityStore store, Bus bus) {
        this.store = store;
        this.bus = bus;
        bus.subscribe(TOPIC, this::heard);
    }

    /** Slots of a business in which something was taken or given back. */
    public record Change(String businessId, long from, long to) {
        private static final String MARK = "@";

        private static Change of(String[] words) {
            return new Change(words[0].substring(MARK.length()), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }

        @Override
        public String toString() {
            return MARK + businessId + ":" + from + ":" + to;
        }
    }

    /** Tells of each change on any instance, soon and perhaps twice; to be called from a constructor. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** What is taken of each resource from slot {@code from} to slot {@code to}, by resource id. */
    public Map<String, Taken> of(Collection<Resource> resources, long from, long to) {
        return read(new Known(resources, from, to)).taken();
    }

    /** The same for one hour, and nothing outside: whole blocks of many resources are not read for its sake, nor kept. */
    public Map<String, Taken> at(Collection<Resource> resources, long from, long to) {
        Known known = new Known(resources, from, to);
        if (!known.missing.isEmpty()) {
            // A longer cell that reaches into the time begins before it.
            int longest =
                    known.missing.stream().mapToInt(Resource::cellMinutes).max().orElse(5) / 5;
            known.blocks.putAll(blocks(known.missing, from - longest + 1, to));
        }
        return known.taken();
    }

    /** The same without asking the database: what memory does not know of counts as free. */
    public Map<String, Taken> remembered(Collection<Resource> resources, long from, long to) {
        return new Known(resources, from, to).taken();
    }

    /** What memory holds of these resources. */
    private final class Known {
        private final Collection<Resource> resources;
        private final long first;
        private final long end;
        private final Map<Memory.Key, Block> blocks = new HashMap<>();
        private final List<Resource> missing = new ArrayList<>();

        Known(Collection<Resource> resources, long from, long to) {
            this.resources = resources;
            this.first = Block.of(from);
            this.end = Block.of(to - 1) + 1;
            for (Resource resource : resources) {
                List<Memory.Key> keys =
                        Memory.Key.range(resource.id(), first, end).toList();
                blocks.putAll(memory.of(keys));
                if (!blocks.keySet().containsAll(keys)) {
                    missing.add(resource);
                }
            }
        }

        Map<String, Taken> taken() {
            Map<String, Taken> taken = new HashMap<>();
            for (Resource resource : resources) {
                Stream<Block> row =
                        Memory.Key.range(resource.id(), first, end).map(key -> blocks.getOrDefault(key, Block.EMPTY));
                taken.put(resource.id(), new Taken(resource.capacity(), first, row.toList()));
            }
            return taken;
        }
    }

    /** Reads what is missing, and keeps it unless it was changed meanwhile. */
    private Known read(Known known) {
        if (known.missing.isEmpty()) {
            return known;
        }
        Map<Memory.Key, Long> before = new HashMap<>();
        for (Resource resource : known.missing) {
            Memory.Key.range(resource.id(), known.first, known.end)
                    .forEach(key -> before.put(key, memory.changes(key)));
        }
        Map<Memory.Key, Block> found = blocks(known.missing, Block.start(known.first), Block.start(known.end));
        before.forEach((key, change) -> {
            Block block = found.getOrDefault(key, Block.EMPTY);
            known.blocks.put(key, block);
            memory.keep(key, block, change);
        });
        return known;
    }

    private Map<Memory.Key, Block> blocks(Collection<Resource> resources, long from, long to) {
        Map<String, Integer> steps =
                resources.stream().collect(Collectors.toMap(Resource::id, resource -> resource.cellMinutes() / 5));
        Map<Memory.Key, Block.Builder> builders = new HashMap<>();
        for (CapacityStore.Cell cell : store.cells(steps.keySet(), from, to)) {
            builders.computeIfAbsent(
                            new Memory.Key(cell.resourceId(), Block.of(cell.cell())),
                            key -> new Block.Builder(steps.getOrDefault(key.resourceId(), 1)))
                    .add(cell.cell(), cell.hard(), cell.soft());
        }
        Map<Memory.Key, Block> blocks = new HashMap<>();
        builders.forEach((key, builder) -> blocks.put(key, builder.build()));
        return blocks;
    }

    /** For whoever was refused by the database where memory saw room: what these claims touch is read anew. */
    public void forget(Collection<Claim> claims) {
        memory.drop(keys(claims).stream());
    }

    /** Drops what these claims touch, as soon as the running transaction is committed. */
    void changed(String businessId, Collection<Claim> claims) {
        long from = claims.stream().mapToLong(Claim::first).min().orElse(0);
        long to = claims.stream().mapToLong(Claim::last).max().orElse(0);
        afterCommit(keys(claims), Optional.of(new Change(businessId, from, to)));
    }

    private static Set<Memory.Key> keys(Collection<Claim> claims) {
        return claims.stream()
                .flatMap(claim ->
                        Memory.Key.range(claim.resourceId(), Block.of(claim.first()), Block.of(claim.last() - 1) + 1))
                .collect(Collectors.toSet());
    }

    void changedWholly(String resourceId) {
        afterCommit(Set.of(Memory.Key.all(resourceId)), Optional.empty());
    }

    private void afterCommit(Set<Memory.Key> keys, Optional<Change> change) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                memory.drop(keys.stream());
                change.ifPresent(Occupancy.this::tell);
                bus.publish(
                        TOPIC,
                        Stream.concat(change.stream(), keys.stream())
                                .map(Object::toString)
                                .collect(Collectors.joining(" ")));
            }
        });
    }

    private void heard(String message) {
        Map<Boolean, List<String>> words = Arrays.stream(message.split(" "))
                .collect(Collectors.partitioningBy(word -> word.startsWith(Change.MARK)));
        memory.drop(words.getOrDefault(false, List.of()).stream().map(Memory.Key::of));
        words.getOrDefault(true, List.of()).forEach(word -> tell(Change.of(word.split(":"))));
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }
}
