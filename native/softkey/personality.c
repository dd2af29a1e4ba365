/* Defaults and text form of a personality. See personality.h and README.md. */
#include "personality.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "text-settings.h"

/* Sansec numbers: 8100/8101 hash without Z, 8102/8103 with Z, 8104/8105 take e; DER alternates as its header says. */
static const struct sign_mechanism sansec_sign[] = {
    {0x80008100UL, HASH_WITHOUT_Z, SIGNATURE_RAW}, {0x80008101UL, HASH_WITHOUT_Z, SIGNATURE_DER},
    {0x80008102UL, HASH_WITH_Z, SIGNATURE_RAW},    {0x80008103UL, HASH_WITH_Z, SIGNATURE_DER},
    {0x80008104UL, HASH_NOTHING, SIGNATURE_DER},   {0x80008105UL, HASH_NOTHING, SIGNATURE_RAW},
};

static void set_defaults(struct personality *personality)
{
    memset(personality, 0, sizeof *personality);
    personality->key_type = 0x80000004UL;
    personality->keygen = 0x80008001UL;
    personality->sm3 = 0x80009001UL;
    memcpy(personality->sign, sansec_sign, sizeof sansec_sign);
    personality->sign_count = sizeof sansec_sign / sizeof sansec_sign[0];
    personality->accepts_ec_key_type = true;
    personality->shows_ec_params = true;
    personality->point_form = POINT_OCTET_STRING;
    personality->has_slot_events = true;
    personality->user_pin_tries = 6;
    personality->so_pin_tries = 10;
    personality->pin_min_length = 6;
    personality->pin_max_length = 16;
    /* About 50 ms per PIN check on a desktop processor of 2025; stored per PIN, so it may be raised at any time. */
    personality->kdf_iterations = 90000;
    personality->storage_bytes = 64 * 1024;
    personality->object_bytes = 48 * 1024;
}

/* `sign=<number> <e|no-z|z> <raw|der>`; the first such line replaces the whole default list. */
static void add_sign_mechanism(struct personality *personality, const char *value)
{
    if (!personality->has_own_sign_list) {
        personality->has_own_sign_list = true;
        personality->sign_count = 0;
    }
    char *rest = NULL;
    unsigned long type = strtoul(value, &rest, 0);
    if (rest == value || personality->sign_count == PERSONALITY_SIGN_MAX) {
        return;
    }
    struct sign_mechanism *added = &personality->sign[personality->sign_count++];
    added->type = type;
    added->hash = strstr(rest, "no-z") != NULL ? HASH_WITHOUT_Z
                  : strchr(rest, 'z') != NULL  ? HASH_WITH_Z
                                               : HASH_NOTHING;
    added->form = strstr(rest, "der") != NULL ? SIGNATURE_DER : SIGNATURE_RAW;
}

static void read_point_form(struct personality *personality, const char *value)
{
    if (strcmp(value, "octet-string") == 0) {
        personality->point_form = POINT_OCTET_STRING;
    } else if (strcmp(value, "uncompressed") == 0) {
        personality->point_form = POINT_UNCOMPRESSED;
    } else if (strcmp(value, "xy") == 0) {
        personality->point_form = POINT_XY;
    }
}

static int hex_digit(char digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = digit == '\0' ? NULL : strchr(digits, tolower((unsigned char)digit));
    return at == NULL ? -1 : (int)(at - digits);
}

/* `label-hex=<bytes>`: shown instead of the stored label, so that a label in GBK can be met in a test. */
static void read_label(struct personality *personality, const char *hex)
{
    memset(personality->label, ' ', sizeof personality->label);
    for (size_t i = 0; i < sizeof personality->label; i++) {
        int high = hex_digit(hex[2 * i]);
        int low = high < 0 ? -1 : hex_digit(hex[2 * i + 1]);
        if (low < 0) {
            break;
        }
        personality->label[i] = (uint8_t)(high * 16 + low);
    }
    personality->has_label_override = true;
}

static bool read_number(struct personality *personality, const char *key, const char *value)
{
    const struct {
        const char *key;
        unsigned long *number;
    } numbers[] = {
        {"key-type", &personality->key_type},
        {"keygen", &personality->keygen},
        {"sm3", &personality->sm3},
        {"latency-ms", &personality->latency_ms},
        {"user-pin-tries", &personality->user_pin_tries},
        {"so-pin-tries", &personality->so_pin_tries},
        {"pin-min-length", &personality->pin_min_length},
        {"pin-max-length", &personality->pin_max_length},
        {"kdf-iterations", &personality->kdf_iterations},
        {"storage-bytes", &personality->storage_bytes},
        {"object-bytes", &personality->object_bytes},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (strcmp(key, numbers[i].key) == 0) {
            *numbers[i].number = settings_number(value, *numbers[i].number);
            return true;
        }
    }
    return false;
}

static bool read_switch(struct personality *personality, const char *key, const char *value)
{
    const struct {
        const char *key;
        bool *state;
    } switches[] = {
        {"accept-ec", &personality->accepts_ec_key_type},
        {"ec-params", &personality->shows_ec_params},
        {"private-key-ec-point", &personality->shows_point_on_private_key},
        {"der-short-r", &personality->has_der_short_r_fault},
        {"wait-for-slot-event", &personality->has_slot_events},
        {"always-authenticate", &personality->always_authenticates},
        {"user-id-parameter", &personality->accepts_user_id_parameter},
        {"removed-session-is-device-removed", &personality->reports_removed_session_as_device_removed},
    };
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++) {
        if (strcmp(key, switches[i].key) == 0) {
            *switches[i].state = settings_is_true(value);
            return true;
        }
    }
    return false;
}

static void read_line(void *context, const char *key, const char *value)
{
    struct personality *personality = context;
    if (read_number(personality, key, value) || read_switch(personality, key, value)) {
        return;
    }
    if (strcmp(key, "sign") == 0) {
        add_sign_mechanism(personality, value);
    } else if (strcmp(key, "point-form") == 0) {
        read_point_form(personality, value);
    } else if (strcmp(key, "label-hex") == 0) {
        read_label(personality, value);
    }
}

static unsigned long within(unsigned long value, unsigned long low, unsigned long high)
{
    return value < low ? low : value > high ? high : value;
}

void personality_read(struct personality *personality, const char *shared, const char *folder)
{
    char text[SETTINGS_TEXT_SIZE];
    char path[SETTINGS_PATH_SIZE];
    set_defaults(personality);
    if (shared[0] != '\0' && settings_read_file(shared, text)) {
        settings_visit_lines(text, read_line, personality);
    }
    if (settings_join_path(path, folder, "personality") && settings_read_file(path, text)) {
        personality->has_own_sign_list = false;
        settings_visit_lines(text, read_line, personality);
    }
    /* A typing mistake must not make the key unusable or its arithmetic overflow. */
    personality->user_pin_tries = within(personality->user_pin_tries, 1, 255);
    personality->so_pin_tries = within(personality->so_pin_tries, 1, 255);
    personality->pin_max_length = within(personality->pin_max_length, 1, 255);
    personality->pin_min_length = within(personality->pin_min_length, 1, personality->pin_max_length);
    personality->kdf_iterations = within(personality->kdf_iterations, 1, 10000000);
    personality->storage_bytes = within(personality->storage_bytes, 1024, 16UL * 1024 * 1024);
    personality->object_bytes = within(personality->object_bytes, 256, personality->storage_bytes);
}

const struct sign_mechanism *personality_find_sign(const struct personality *personality, CK_MECHANISM_TYPE type)
{
    for (size_t i = 0; i < personality->sign_count; i++) {
        if (personality->sign[i].type == type) {
            return &personality->sign[i];
        }
    }
    return NULL;
}
