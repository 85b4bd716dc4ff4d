import java.io.IOException;
import java.time.LocalDate;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Somebody who looks around most of the time, books now and then, writes to the shop and signs in again. */
final class Customer {
    private static final int TURN = 20;
    private static final int DAYS = 100;

    private final int port;
    private final Api.Shop shop;
    private final int number;
    private final String token;
    private final byte[] login;
    private final String room;
    private final Http http;
    private final StompSocket chat;
    private final byte[] look;
    private String refresh;
    private int turns;
    private int booked;

    Customer(int port, Api.Shop shop, int number) throws IOException {
        this.port = port;
        this.shop = shop;
        this.number = number;
        JsonNode session = Api.register(port);
        token = session.get("accessToken").asString();
        refresh = Api.register(port).get("refreshToken").asString();
        login = Http.request(
                "POST",
                "/api/auth/login",
                "",
                "{\"email\":\"" + session.at("/user/email").asString()
                        + "\",\"password\":\"correct-horse-battery-1\"}");
        room = Api.post(port, token, "/api/rooms", "{\"businessId\":\"" + shop.id() + "\"}")
                .get("id")
                .asString();
        look = Http.request(
                "GET",
                shop.path() + "/services/" + shop.service() + "/availability?days=14&from="
                        + LocalDate.now(Bookings.ZONE).plusDays(1),
                "",
                "");
        http = new Http(port);
        chat = new StompSocket(port, token);
        chat.subscribe("acks", "/user/queue/acks");
    }

    StompSocket listen(int socket) throws IOException {
        StompSocket listening = new StompSocket(port, token);
        listening.subscribe(
                "day",
                "/topic/slots." + shop.id() + "." + LocalDate.now(Bookings.ZONE).plusDays(socket % 30));
        listening.subscribe("room", "/topic/rooms." + room);
        return listening;
    }

    /** How often which status came back, until nothing is left to do. */
    TreeMap<Integer, Integer> call(AtomicInteger left) throws IOException {
        var statuses = new TreeMap<Integer, Integer>();
        while (left.getAndDecrement() > 0) {
            statuses.merge(turn((turns++ + number) % TURN), 1, Integer::sum);
        }
        return statuses;
    }

    private int turn(int what) throws IOException {
        return switch (what) {
            case 0, 5, 10 -> http.send(book());
            case 1, 6, 11, 16 -> http.send(look);
            case 2 -> http.send(login);
            case 7 -> renew();
            case 12, 17 -> write();
            case 3, 13 -> http.send(Http.request("GET", "/api/reservations", token, ""));
            case 8 -> http.send(Http.request("GET", "/api/businesses?q=Load", "", ""));
            default -> http.send(Http.request("GET", shop.path(), token, ""));
        };
    }

    /** Each has hours of its own. */
    private byte[] book() {
        int place = booked++ * Load.CLIENTS + number;
        int hour = place / shop.resources().size();
        String start = LocalDate.now(Bookings.ZONE)
                .plusDays(2 + hour / 24 % DAYS)
                .atTime(hour % 24, 0)
                .atZone(Bookings.ZONE)
                .toOffsetDateTime()
                .toString();
        return Http.request(
                "POST",
                "/api/reservations",
                token,
                "{\"businessId\":\"" + shop.id() + "\",\"serviceId\":\"" + shop.service()
                        + "\",\"party\":1,\"start\":\""
                        + start + "\",\"resourceId\":\""
                        + shop.resources().get(place % shop.resources().size()) + "\"}",
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    private int renew() throws IOException {
        int status = http.send(Http.request("POST", "/api/auth/refresh", "", "{\"refreshToken\":\"" + refresh + "\"}"));
        if (status == 200) {
            refresh = Api.JSON.readTree(http.text()).get("refreshToken").asString();
        }
        return status;
    }

    private int write() throws IOException {
        chat.send("SEND\ndestination:/app/rooms." + room + "\n\n{\"clientMessageId\":\"" + number + "-" + turns
                + "\",\"body\":\"내일 10분 정도 늦을 것 같아요\"}");
        return chat.receive().contains("\"seq\":") ? 200 : 500;
    }
}
