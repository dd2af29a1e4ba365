/* The token file: damage is noticed, and no sequence of bytes makes the reader read beyond them. */
#include <openssl/evp.h>
#include <string.h>

#include "softkey-harness.h"
#include "token-image.h"

static size_t read_token(uint8_t *bytes, size_t size)
{
    FILE *file = fopen(test_path("token-0001", "token"), "rb");
    CHECK(file != NULL);
    size_t length = fread(bytes, 1, size, file);
    CHECK(fclose(file) == 0);
    return length;
}

static void write_token(const uint8_t *bytes, size_t length)
{
    FILE *file = fopen(test_path("token-0001", "token"), "wb");
    CHECK(file != NULL);
    CHECK(fwrite(bytes, 1, length, file) == length);
    CHECK(fclose(file) == 0);
}

static void says_that_a_damaged_token_is_not_recognised(void)
{
    static uint8_t bytes[8192];
    CK_TOKEN_INFO info;
    CK_SESSION_HANDLE session = 0;
    start_module();
    personalise();
    size_t length = read_token(bytes, sizeof bytes);
    CHECK_RV(p11->C_Finalize(NULL), CKR_OK);
    bytes[length / 2] ^= 1;
    write_token(bytes, length);
    start_module();
    CHECK_RV(p11->C_GetTokenInfo(0, &info), CKR_TOKEN_NOT_RECOGNIZED);
    CHECK_RV(p11->C_OpenSession(0, CKF_SERIAL_SESSION, NULL, NULL, &session), CKR_TOKEN_NOT_RECOGNIZED);
    write_token(bytes, 20);
    CHECK_RV(p11->C_GetTokenInfo(0, &info), CKR_TOKEN_NOT_RECOGNIZED);
}

static void keeps_the_old_state_when_a_new_file_was_not_finished(void)
{
    start_module();
    personalise();
    make_data(open_logged_in(), "kept", 10, false, CKR_OK);
    CHECK_RV(p11->C_Finalize(NULL), CKR_OK);
    FILE *file = fopen(test_path("token-0001", "token.new"), "wb");
    CHECK(file != NULL);
    CHECK(fputs("half", file) >= 0);
    CHECK(fclose(file) == 0);
    start_module();
    CHECK(count_objects(open_session(false), CKO_DATA) == 1);
    make_data(open_logged_in(), "and more", 10, false, CKR_OK);
}

static void write_checksum(uint8_t *bytes, size_t length)
{
    unsigned int size = 32;
    CHECK(EVP_Digest(bytes, length - 32, bytes + length - 32, &size, EVP_sm3(), NULL) == 1);
}

static void reads_any_bytes_within_their_bounds(void)
{
    static uint8_t good[8192];
    unsigned int seed = 20240607;
    CK_OBJECT_HANDLE keys[2];
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    make_data(session, "data", 40, false, CKR_OK);
    size_t length = read_token(good, sizeof good);
    for (int round = 0; round < 20000; round++) {
        size_t cut = round % 3 == 0 ? 32 + (size_t)rand_r(&seed) % (length - 32) : length;
        uint8_t *bytes = malloc(cut); /* exact size, so that the sanitizer sees one byte too many */
        CHECK(bytes != NULL);
        memcpy(bytes, good, cut);
        for (int change = 0; change < 3 && cut > 32; change++) {
            bytes[(size_t)rand_r(&seed) % (cut - 32)] = (uint8_t)rand_r(&seed);
        }
        write_checksum(bytes, cut);
        struct token_image image;
        if (token_image_decode(&image, bytes, cut)) {
            token_image_clear(&image);
        }
        free(bytes);
    }
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {
        {"says that a damaged token is not recognised", says_that_a_damaged_token_is_not_recognised},
        {"keeps the old state when a new file was not finished", keeps_the_old_state_when_a_new_file_was_not_finished},
        {"reads any bytes within their bounds", reads_any_bytes_within_their_bounds},
    };
    return run_requirements(list, sizeof list / sizeof list[0], argc, argv);
}
