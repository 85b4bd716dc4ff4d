package dev.jari.provider;

import dev.jari.idp.DemoIdp;
import dev.jari.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where people can sign in: what is configured, and in a demo an invented one for each known provider that is not. */
@Component
public class Providers {
    private static final List<String> ORDER = List.of("kakao", "naver", "google", "apple");

    private final Map<String, Provider> byName = new TreeMap<>();

    Providers(SocialSettings settings, ObjectProvider<DemoIdp> demo) {
        settings.providers().forEach((name, client) -> byName.put(name, Provider.of(name, client, false)));
        demo.ifAvailable(idp -> idp.clients()
                .forEach(client ->
                        byName.computeIfAbsent(client.shape(), name -> Provider.of(name, client(client, name), true))));
    }

    private static SocialSettings.Client client(DemoIdp.Client demo, String shape) {
        String base = demo.path();
        boolean discovered = shape.equals("google");
        return new SocialSettings.Client(
                demo.clientId(),
                demo.clientSecret(),
                null,
                shape.equals("naver") ? null : base,
                base + "/authorize",
                discovered ? null : base + "/token",
                shape.equals("kakao") || shape.equals("naver") ? base + "/userinfo" : null,
                discovered ? null : base + "/jwks",
                discovered ? null : base + (shape.equals("kakao") ? "/unlink" : "/revoke"),
                null,
                null,
                true,
                demo.teamId(),
                demo.keyId(),
                demo.privateKey(),
                demo.adminKey(),
                null);
    }

    /** The known ones first, in the order in which people here know them. */
    public List<Provider> all() {
        return byName.values().stream()
                .sorted(java.util.Comparator.comparingInt(Providers::rank).thenComparing(Provider::name))
                .toList();
    }

    private static int rank(Provider provider) {
        int index = ORDER.indexOf(provider.name());
        return index < 0 ? ORDER.size() : index;
    }

    public Optional<Provider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** 404 if there is none of this name. */
    public Provider byName(String name) {
        return find(name).orElseThrow(() -> Problem.notFound("identity provider"));
    }
}
