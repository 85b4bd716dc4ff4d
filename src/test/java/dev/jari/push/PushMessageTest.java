package dev.jari.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jari.token.Base64Url;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECPrivateKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushMessageTest {

    /** RFC 8291, section 5 and appendix A. */
    @Test
    void encryptsAsTheStandardsExample() throws GeneralSecurityException {
        byte[] point = Base64Url.decode(
                "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        BigInteger secret = new BigInteger(1, Base64Url.decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        KeyPair once = new KeyPair(
                PushMessage.publicKey(point),
                KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, PushMessage.curve())));
        byte[] body = PushMessage.encrypt(
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8),
                Base64Url.decode(
                        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                Base64Url.decode("BTBZMqHH6r4Tts7J_aSIgg"),
                once,
                Base64Url.decode("DGv6ra1nlYgDCS1FRnbzlw"));
        assertThat(Base64Url.encode(body))
                .isEqualTo("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                        + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                        + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void refusesAPointBesideTheCurve() throws GeneralSecurityException {
        byte[] point = PushMessage.point(
                (java.security.interfaces.ECPublicKey) PushMessage.newKeys().getPublic());
        point[64] ^= 1;
        assertThatThrownBy(() -> PushMessage.publicKey(point)).hasMessage("not on the curve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.googleapis.com/fcm/send/a:b",
                "https://updates.push.services.mozilla.com:443/wpush/v2/a?b=c",
                "https://web.push.apple.com/QOX"
            })
    void pushesToPushServices(String text) {
        assertThat(Endpoint.of(text, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example/a",
                "https://push.example:8443/a",
                "https://127.0.0.1/a",
                "https://2130706433/a",
                "https://0x7f000001/a",
                "https://[::1]/a",
                "https://me@push.example/a",
                "https://push.example/a b",
                "https://push.example/a\r\nHost: other",
                "https://push.example/a#b",
                "ftp://push.example/a",
                "http://127.0.0.1:1/a",
                "//push.example",
                ""
            })
    void pushesNowhereElse(String text) {
        assertThat(Endpoint.of(text, false)).isEmpty();
    }

    @Test
    void pushesToThisMachineOnlyWhereThatIsWanted() {
        assertThat(Endpoint.of("http://127.0.0.1:1/a", true)).isPresent();
        assertThat(Endpoint.of("http://127.0.0.2:1/a", true)).isEmpty();
        assertThat(Endpoint.of("http://push.example/a", true)).isEmpty();
        assertThatThrownBy(() ->
                        Endpoint.of("https://localhost/a", true).orElseThrow().resolved())
                .isInstanceOf(Endpoint.Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:1::",
                "2001:db8::1"
            })
    void knowsWhatIsNotPublic(String address) throws UnknownHostException {
        assertThat(Endpoint.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "142.250.1.1", "172.32.0.1", "2a00:1450:4001::1", "2607:f8b0::1"})
    void knowsWhatIsPublic(String address) throws UnknownHostException {
        assertThat(Endpoint.isPublic(InetAddress.getByName(address))).isTrue();
    }
}
