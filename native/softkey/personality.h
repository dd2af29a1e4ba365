/*
 * Personality: which vendor's numbers and habits the training key shows.
 *
 * PKCS#11 has no numbers for SM2, so every vendor has its own (and the same number means different things). The defaults
 * are the Sansec family; a text file can renumber and misbehave, so that the application's vendor profiles are tested
 * without hardware. Keys of the file: README.md.
 */
#ifndef SOFTKEY_PERSONALITY_H
#define SOFTKEY_PERSONALITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pkcs11.h"

/** What the module hashes before the SM2 computation. */
enum hash_mode {
    HASH_NOTHING,   /* the caller gives e, 32 bytes */
    HASH_WITHOUT_Z, /* e = SM3(M) */
    HASH_WITH_Z     /* e = SM3(Z || M), Z over the user ID 1234567812345678 */
};

enum signature_form { SIGNATURE_RAW, SIGNATURE_DER };

/** How CKA_EC_POINT is shown on new keys. */
enum point_form {
    POINT_OCTET_STRING, /* 04 41 04 X Y, the standard's form */
    POINT_UNCOMPRESSED, /* 04 X Y */
    POINT_XY            /* X Y */
};

struct sign_mechanism {
    CK_MECHANISM_TYPE type;
    enum hash_mode hash;
    enum signature_form form;
};

enum { PERSONALITY_SIGN_MAX = 12, PERSONALITY_LABEL_SIZE = 32 };

struct personality {
    CK_KEY_TYPE key_type;
    CK_MECHANISM_TYPE keygen;
    CK_MECHANISM_TYPE sm3;
    struct sign_mechanism sign[PERSONALITY_SIGN_MAX];
    size_t sign_count;
    bool has_own_sign_list;
    bool accepts_ec_key_type;
    bool shows_ec_params;
    bool shows_point_on_private_key;
    enum point_form point_form;
    bool has_der_short_r_fault;
    bool has_slot_events;
    bool always_authenticates;
    bool accepts_user_id_parameter;
    bool reports_removed_session_as_device_removed;
    bool has_label_override;
    uint8_t label[PERSONALITY_LABEL_SIZE];
    unsigned long latency_ms;
    unsigned long user_pin_tries;
    unsigned long so_pin_tries;
    unsigned long pin_min_length;
    unsigned long pin_max_length;
    unsigned long kdf_iterations;
    unsigned long storage_bytes;
    unsigned long object_bytes;
};

/** The defaults, then the shared file ("" for none), then `<folder>/personality`; later lines win. */
void personality_read(struct personality *personality, const char *shared, const char *folder);

/** The signing mechanism of that number, or NULL. */
const struct sign_mechanism *personality_find_sign(const struct personality *personality, CK_MECHANISM_TYPE type);

#endif
