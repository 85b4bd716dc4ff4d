package dev.jari.business;

import java.time.ZoneId;
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
        long createdAt,
        long updatedAt) {
    public enum Status {
        OPEN,
        CLOSED
    }

    /** The words, Korean and English, under which people look for such a shop. */
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

        final String words;

        Category(String words) {
            this.words = words;
        }
    }

    /** Published in the transaction of each change of the shop, its resources, hours or services. */
    public record Changed(String businessId) {}

    public boolean isOpen() {
        return status == Status.OPEN;
    }

    public boolean isOwnedBy(String userId) {
        return ownerId.equals(userId);
    }
}
