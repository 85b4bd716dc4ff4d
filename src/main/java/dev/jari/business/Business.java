package dev.jari.business;

import dev.jari.web.Checks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.text.Normalizer;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A shop. Its zone is the one in which its hours are written and its customers read their times. */
public record Business(
        String id,
        String ownerId,
        String slug,
        String name,
        Category category,
        ZoneId zone,
        @Nullable String address,
        @Nullable Place place,
        @Nullable String description,
        Status status,
        @Nullable Suspension suspension,
        long createdAt,
        long updatedAt) {
    private static final int MAX_SLUG = 60;

    /** A closed shop is in no list and takes no booking; its page stays for those who have been there. */
    public enum Status {
        OPEN,
        CLOSED
    }

    /** Why an operator has taken the shop out of the lists, and since when (epoch milliseconds); its owner sees it. */
    public record Suspension(long at, String reason) {}

    /** With the words, Korean and English, under which people look for such a shop. */
    public enum Category {
        HAIR("hair salon barber 미용실 헤어 이발"),
        NAIL("nail manicure 네일 손톱"),
        BEAUTY("beauty spa massage skin 뷰티 피부 마사지 왁싱 속눈썹"),
        CLINIC("clinic doctor dental hospital 병원 의원 치과 클리닉 한의원"),
        RESTAURANT("restaurant food dining bar 식당 음식점 맛집 레스토랑 술집"),
        CAFE("cafe coffee 카페 커피"),
        STUDIO("studio photo practice room 스튜디오 사진 연습실 대관"),
        CLASS("class lesson workshop 클래스 수업 강좌 공방"),
        FITNESS("fitness gym pilates yoga 피트니스 헬스 필라테스 요가 운동"),
        STAY("stay guesthouse hotel pension 숙소 숙박 게스트하우스 펜션 민박"),
        PET("pet grooming dog cat 반려동물 애견 미용 강아지 고양이"),
        OTHER("other 기타");

        private final String words;

        Category(String words) {
            this.words = words;
        }
    }

    /** Published in the transaction of each change of the shop, its resources, hours or services. */
    public record Changed(String businessId, String slug, String by) {}

    public boolean isOpen() {
        return status == Status.OPEN && suspension == null;
    }

    public boolean isOwnedBy(String userId) {
        return ownerId.equals(userId);
    }

    Business suspended(@Nullable Suspension other) {
        return new Business(
                id,
                ownerId,
                slug,
                name,
                category,
                zone,
                address,
                place,
                description,
                status,
                other,
                createdAt,
                updatedAt);
    }

    /** What the search looks in. */
    String searchText(List<String> serviceNames) {
        String services = String.join(" ", serviceNames);
        return normalised(String.join(" ", name, category.words, Objects.requireNonNullElse(address, ""), services));
    }

    /** The same for texts that read the same: composed, wide and capital letters do not matter. */
    static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** A readable address for a name: letters and digits of any script, joined by hyphens. */
    static String slugOf(String name) {
        String slug = normalised(name).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-");
        if (slug.codePointCount(0, slug.length()) > MAX_SLUG) {
            slug = slug.substring(0, slug.offsetByCodePoints(0, MAX_SLUG));
        }
        slug = slug.replaceAll("^-|-$", "");
        return slug.isEmpty() ? "shop" : slug;
    }

    Draft draft() {
        Double latitude = place == null ? null : place.latitude();
        Double longitude = place == null ? null : place.longitude();
        return new Draft(name, category.name(), zone.getId(), address, latitude, longitude, description, status.name());
    }

    /** What an owner writes. */
    @Schema(name = "BusinessDraft")
    public record Draft(
            @Schema(example = "숨 헤어") @Nullable String name,
            @Schema(example = "HAIR") @Nullable String category,
            @Schema(example = "Asia/Seoul") @Nullable String zone,
            @Schema(example = "서울 마포구 연남로 12") @Nullable String address,
            @Schema(example = "37.5609") @Nullable Double latitude,
            @Schema(example = "126.9238") @Nullable Double longitude,
            @Schema(example = "조용한 1인 미용실") @Nullable String description,

            @Schema(example = "OPEN", description = "OPEN without it") @Nullable
            String status) {

        /** The business as written, or a Problem that names each field that is not acceptable. */
        Business checked(String id, String ownerId, String slug, long createdAt, long now) {
            Checks checks = new Checks();
            Business business = new Business(
                    id,
                    ownerId,
                    slug,
                    checks.text("name", name, 100),
                    checks.oneOf("category", category, Category.class),
                    zone(checks),
                    checks.optionalText("address", address, 200),
                    place(checks),
                    checks.optionalText("description", description, 2000),
                    checks.oneOf("status", status, Status.OPEN),
                    null,
                    createdAt,
                    now);
            checks.done();
            return business;
        }

        private ZoneId zone(Checks checks) {
            boolean real = zone != null
                    && (zone.contains("/") || zone.equals("UTC"))
                    && ZoneRulesProvider.getAvailableZoneIds().contains(zone);
            checks.that(real, "zone", zone == null ? "required" : "not_allowed", "Write a region such as Asia/Seoul.");
            return real ? ZoneId.of(Objects.requireNonNull(zone)) : ZoneId.of("UTC");
        }

        private @Nullable Place place(Checks checks) {
            checks.that(
                    (latitude == null) == (longitude == null),
                    latitude == null ? "latitude" : "longitude",
                    "required",
                    "Write both latitude and longitude, or neither.");
            degrees("latitude", latitude, 90, checks);
            degrees("longitude", longitude, 180, checks);
            return latitude == null || longitude == null ? null : new Place(latitude, longitude);
        }

        private static void degrees(String field, @Nullable Double value, int most, Checks checks) {
            String message = "Write degrees from -" + most + " to " + most + ".";
            checks.that(value == null || Math.abs(value) <= most, field, "out_of_range", message);
        }
    }
}
