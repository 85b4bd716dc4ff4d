package dev.jari.factor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import dev.jari.factor.PasskeySites.Site;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;

/** Spring Security's verification of what authenticators sign, on our store; one for each of the few sites there are. */
@Component
class RelyingParty {
    private static final Logger log = LoggerFactory.getLogger(RelyingParty.class);
    private static final int SITES = 16;

    private final PasskeyStore store;
    private final Cache<Site, WebAuthnRelyingPartyOperations> sites =
            Caffeine.newBuilder().maximumSize(SITES).build();

    RelyingParty(PasskeyStore store) {
        this.store = store;
    }

    /** An authenticator whose counter did not move on. */
    static final class Cloned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static PublicKeyCredentialRpEntity entity(Site site) {
        return PublicKeyCredentialRpEntity.builder().id(site.id()).name("Jari").build();
    }

    /** A new credential, if it fits the options; it is kept nowhere yet. */
    Optional<CredentialRecord> register(
            Site site,
            PublicKeyCredentialCreationOptions options,
            PublicKeyCredential<AuthenticatorAttestationResponse> credential,
            String label) {
        var key = new RelyingPartyPublicKey(credential, label);
        return verified(() -> at(site).registerCredential(new ImmutableRelyingPartyRegistrationRequest(options, key)));
    }

    /** The user handle of who signed; {@link Cloned} if somebody has a copy of the key. */
    Optional<Bytes> authenticate(
            Site site,
            PublicKeyCredentialRequestOptions options,
            PublicKeyCredential<AuthenticatorAssertionResponse> credential) {
        var request = new RelyingPartyAuthenticationRequest(options, credential);
        return verified(() -> at(site).authenticate(request)).map(PublicKeyCredentialUserEntity::getId);
    }

    private static <T> Optional<T> verified(Supplier<T> verification) {
        try {
            return Optional.of(verification.get());
        } catch (MaliciousCounterValueException e) {
            throw new Cloned();
        } catch (Cloned | NestedRuntimeException e) {
            throw e; // what our store says
        } catch (RuntimeException e) {
            // The library throws whatever it stumbles over in the bytes of a stranger.
            log.debug("A passkey is refused", e);
            return Optional.empty();
        }
    }

    private WebAuthnRelyingPartyOperations at(Site site) {
        return sites.get(
                site,
                made -> new Webauthn4JRelyingPartyOperations(
                        new Owners(), new Credentials(), entity(made), Set.of(made.origin())));
    }

    /** The handle of a user says who they are; nothing is kept about them. */
    private static final class Owners implements PublicKeyCredentialUserEntityRepository {
        @Override
        public PublicKeyCredentialUserEntity findById(Bytes id) {
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(id)
                    .name(id.toBase64UrlString())
                    .displayName(id.toBase64UrlString())
                    .build();
        }

        @Override
        public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
            return null;
        }

        @Override
        public void save(PublicKeyCredentialUserEntity userEntity) {}

        @Override
        public void delete(Bytes id) {}
    }

    private final class Credentials implements UserCredentialRepository {
        @Override
        public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
            return store.credential(credentialId).orElse(null);
        }

        /**
         * After each verification. The library compares an authenticator's counter with the one at registration only; the one of the
         * last use is compared here. A new credential is not there yet: {@link Passkeys} inserts it.
         */
        @Override
        public void save(CredentialRecord used) {
            if (store.credential(used.getCredentialId()).isPresent() && !store.used(used)) {
                throw new Cloned();
            }
        }

        @Override
        public List<CredentialRecord> findByUserId(Bytes userId) {
            return List.of();
        }

        @Override
        public void delete(Bytes credentialId) {}
    }
}
