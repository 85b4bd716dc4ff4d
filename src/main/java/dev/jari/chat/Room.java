package dev.jari.chat;

import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where a customer and a shop talk; {@code blocked}: one of the two does not want to. */
record Room(
        String id,
        String businessId,
        String customerId,
        @Nullable String reservationId,
        boolean blocked,
        List<Member> members) {

    enum Side {
        CUSTOMER,
        SHOP
    }

    record Member(String userId, Side side, boolean present) {}

    /** As long as they have not left. */
    Optional<Member> member(String userId) {
        return members.stream()
                .filter(member -> member.present && member.userId.equals(userId))
                .findFirst();
    }

    List<String> present() {
        return members.stream().filter(Member::present).map(Member::userId).toList();
    }

    List<String> others(String userId) {
        return present().stream().filter(other -> !other.equals(userId)).toList();
    }

    static Problem blockedProblem() {
        return Problem.of(HttpStatus.FORBIDDEN, "blocked", "There is no talk between you two at present.");
    }

    /** A room in its reader's list. */
    @Schema(name = "Room")
    record Summary(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcde0")
            String businessId,

            @Schema(example = "숨 헤어") String businessName,

            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcde1")
            String customerId,

            @Schema(description = "The reservation that it is about, if any") @Nullable
            String reservationId,

            @Schema(description = "The reader's own") Side side,
            Counterpart counterpart,
            @Schema(example = "42") long lastSeq,
            @Schema(example = "40") long lastReadSeq,

            @Schema(example = "42", description = "How far the other side has read")
            long counterpartReadSeq,

            @Schema(example = "2", description = "Messages of others not read yet; 100 means 100 or more")
            int unread,

            @Nullable Message lastMessage,

            @Schema(description = "Whether either side has blocked the other")
            boolean blocked,

            @Schema(description = "Whether the reader's side has")
            boolean blockedByMe,

            @Schema(example = "2026-11-23T05:00:00Z") Instant lastAt,
            @Schema(example = "2026-11-20T05:00:00Z") Instant createdAt) {

        Summary with(boolean online) {
            return new Summary(
                    id,
                    businessId,
                    businessName,
                    customerId,
                    reservationId,
                    side,
                    new Counterpart(counterpart.userId, counterpart.name, online),
                    lastSeq,
                    lastReadSeq,
                    counterpartReadSeq,
                    unread,
                    lastMessage,
                    blocked,
                    blockedByMe,
                    lastAt,
                    createdAt);
        }
    }

    /** Whom the reader talks to: the shop, by its name, or the customer. {@code online}: has a live connection. */
    record Counterpart(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcde1")
            String userId,

            @Schema(example = "김하늘") String name,
            boolean online) {}

    /** Somebody in a room, and how far they have read. */
    @Schema(name = "RoomMember")
    record Reader(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcde1")
            String userId,

            @Schema(example = "김하늘") String name,
            Side side,
            @Schema(example = "42") long lastReadSeq) {}

    /** What a badge shows of a room. */
    @Schema(name = "RoomBadge")
    record Badge(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String roomId,

            @Schema(example = "42") long lastSeq,
            @Schema(example = "40") long lastReadSeq,
            @Schema(example = "2") int unread) {}
}
