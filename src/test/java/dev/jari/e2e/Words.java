package dev.jari.e2e;

/** What the pages say, as far as the tests press or read it. */
enum Words {
    KO(
            "ko-KR",
            "가게 검색",
            "이메일",
            "비밀번호",
            "이름",
            "로그인",
            "회원 가입",
            "요청 사항",
            "예약하기",
            "로그인하고 예약하기",
            "예약이 확정됐어요",
            "방금 다른 분이 이 자리를 예약했어요.",
            "내 예약 보기",
            "예약 취소",
            "취소됨",
            "다가오는 예약이 없어요",
            "지난 예약"),
    EN(
            "en-US",
            "Search shops",
            "Email",
            "Password",
            "Name",
            "Sign in",
            "Register",
            "Note",
            "Book",
            "Sign in and book",
            "You are booked",
            "Somebody has just booked this place.",
            "See my bookings",
            "Cancel booking",
            "Cancelled",
            "No upcoming bookings",
            "Past");

    final String locale;
    final String search;
    final String email;
    final String password;
    final String name;
    final String signIn;
    final String register;
    final String note;
    final String book;
    final String signInAndBook;
    final String booked;
    final String taken;
    final String toReservations;
    final String cancel;
    final String cancelled;
    final String noneUpcoming;
    final String past;

    Words(
            String locale,
            String search,
            String email,
            String password,
            String name,
            String signIn,
            String register,
            String note,
            String book,
            String signInAndBook,
            String booked,
            String taken,
            String toReservations,
            String cancel,
            String cancelled,
            String noneUpcoming,
            String past) {
        this.locale = locale;
        this.search = search;
        this.email = email;
        this.password = password;
        this.name = name;
        this.signIn = signIn;
        this.register = register;
        this.note = note;
        this.book = book;
        this.signInAndBook = signInAndBook;
        this.booked = booked;
        this.taken = taken;
        this.toReservations = toReservations;
        this.cancel = cancel;
        this.cancelled = cancelled;
        this.noneUpcoming = noneUpcoming;
        this.past = past;
    }

    String language() {
        return locale.substring(0, 2);
    }
}
