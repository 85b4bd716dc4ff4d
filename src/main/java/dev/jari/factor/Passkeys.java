package dev.jari.factor;

import dev.jari.audit.Audit;
import dev.jari.factor.PasskeySites.Site;
import dev.jari.factor.PasskeyStore.Passkey;
import dev.jari.user.User;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Passkeys (WebAuthn level 3). All are discoverable and made and used with user verification, so that each can let its owner in alone: it
 * is something they have, opened by something they are or know.
 */
@Service
public class Passkeys {
    private static final Logger log = LoggerFactory.getLogger(Passkeys.class);
    private static final String SIGN_IN = "sign-in";
    private static final int MOST = 20;
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    private final PasskeyStore store;
    private final RelyingParty relyingParty;
    private final Ceremonies ceremonies;
    private final Factors factors;
    private final Audit audit;
    private final MeterRegistry meters;

    Passkeys(
            PasskeyStore store,
            RelyingParty relyingParty,
            Ceremonies ceremonies,
            Factors factors,
            Audit audit,
            MeterRegistry meters) {
        this.store = store;
        this.relyingParty = relyingParty;
        this.ceremonies = ceremonies;
        this.factors = factors;
        this.audit = audit;
        this.meters = meters;
    }

    record Added(Passkey passkey, List<String> recoveryCodes) {}

    /** What the browser needs to make one: {@code PublicKeyCredentialCreationOptionsJSON}. */
    ObjectNode creation(User user, Optional<Site> site) {
        Bytes challenge = ceremonies.begin(purpose(user));
        return JSON.valueToTree(PasskeyOptions.creation(user, required(site), challenge, store.of(user.id())));
    }

    private static String purpose(User user) {
        return "register " + user.id();
    }

    /** Keeps a new passkey; with the first factor come recovery codes. */
    Added register(User user, String label, ObjectNode json, Optional<Site> site) {
        Site here = required(site);
        CredentialRecord record = Passkeys.<AuthenticatorAttestationResponse>read(
                        json, "attestationObject", new TypeReference<>() {})
                .flatMap(credential -> spent(credential, purpose(user))
                        .flatMap(challenge -> relyingParty.register(
                                here, PasskeyOptions.creation(user, here, challenge, List.of()), credential, label)))
                .orElseThrow(Passkeys::unfit);
        List<String> codes = factors.adding(user.id(), () -> {
            if (store.of(user.id()).size() >= MOST) {
                throw Problem.conflict("too_many_passkeys", "You have 20 passkeys; remove one first.");
            }
            if (!store.insert(user.id(), record)) {
                throw unfit();
            }
        });
        count("registered");
        Passkey added = store.of(user.id()).stream()
                .filter(passkey ->
                        passkey.credentialId().equals(record.getCredentialId().toBase64UrlString()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("passkey"));
        return new Added(added, codes);
    }

    private static Problem unfit() {
        return Problem.unprocessable("bad_passkey", "This passkey was not made for you on this site; try again.");
    }

    List<Passkey> of(String userId) {
        return store.of(userId);
    }

    void remove(String userId, String id) {
        factors.removing(userId, () -> {
            if (!store.remove(userId, id)) {
                throw Problem.notFound("passkey");
            }
        });
    }

    /** What the browser needs to find one ({@code PublicKeyCredentialRequestOptionsJSON}); tells nothing about anybody. */
    public ObjectNode request(Optional<Site> site) {
        Bytes challenge = ceremonies.begin(SIGN_IN);
        return JSON.valueToTree(PasskeyOptions.request(required(site), challenge));
    }

    /** The id of the person whose passkey signed; 401 {@code bad_passkey}. */
    public String prove(ObjectNode json, Optional<Site> site) {
        Site here = required(site);
        Optional<String> owner = Passkeys.<AuthenticatorAssertionResponse>read(
                        json, "authenticatorData", new TypeReference<>() {})
                .flatMap(credential -> owner(credential, here));
        count(owner.isPresent() ? "passed" : "refused");
        return owner.orElseThrow(Passkeys::refused);
    }

    static Problem refused() {
        return Problem.unauthorized("bad_passkey", "This passkey is not accepted; try again, or sign in another way.");
    }

    private Optional<String> owner(PublicKeyCredential<AuthenticatorAssertionResponse> credential, Site site) {
        try {
            return spent(credential, SIGN_IN)
                    .flatMap(challenge ->
                            relyingParty.authenticate(site, PasskeyOptions.request(site, challenge), credential))
                    .filter(owner -> owner.equals(credential.getResponse().getUserHandle()))
                    .map(PasskeyStore::userId);
        } catch (RelyingParty.Cloned e) {
            store.cloned(credential.getRawId()).ifPresent(userId -> {
                log.warn("SECURITY a passkey's counter did not move on; a passkey of user {} was copied", userId);
                count("cloned");
                audit.record("passkey_cloned", userId, Map.of());
            });
            return Optional.empty();
        }
    }

    private static <R extends AuthenticatorResponse> Optional<PublicKeyCredential<R>> read(
            ObjectNode json, String part, TypeReference<PublicKeyCredential<R>> type) {
        boolean whole = Stream.of("/id", "/rawId", "/type", "/response/clientDataJSON", "/response/" + part)
                .allMatch(path -> json.at(path).isString());
        try {
            return whole ? Optional.of(JSON.readerFor(type).<PublicKeyCredential<R>>readValue(json)) : Optional.empty();
        } catch (JacksonException e) {
            log.debug("This is no passkey", e);
            return Optional.empty();
        }
    }

    /** The challenge that was signed, if it is one of ours for this purpose. Right or wrong, it is void from now on. */
    private Optional<Bytes> spent(PublicKeyCredential<?> credential, String purpose) {
        try {
            byte[] clientData = credential.getResponse().getClientDataJSON().getBytes();
            String challenge = JSON.readTree(clientData).path("challenge").asString("");
            return ceremonies.end(challenge).filter(purpose::equals).map(known -> Bytes.fromBase64(challenge));
        } catch (JacksonException e) {
            log.debug("A passkey's client data is no JSON", e);
            return Optional.empty();
        }
    }

    private static Site required(Optional<Site> site) {
        return site.orElseThrow(() -> Problem.conflict(
                "passkeys_not_configured", "Passkeys work on localhost, or where jari.auth.passkey-origin is set."));
    }

    private void count(String outcome) {
        meters.counter("jari.passkeys", "outcome", outcome).increment();
    }
}
