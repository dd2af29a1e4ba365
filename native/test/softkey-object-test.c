/* Objects: what can be made, seen, changed; and how much fits. PKCS#11 2.40, 5.7 and chapter 4. */
#include <string.h>

#include "softkey-harness.h"

static void freezes_the_marks_of_a_key_born_on_the_token(void)
{
    static const struct {
        CK_ATTRIBUTE_TYPE type;
        CK_BBOOL value;
    } marks[] = {{CKA_SENSITIVE, CK_TRUE},       {CKA_ALWAYS_SENSITIVE, CK_TRUE}, {CKA_EXTRACTABLE, CK_FALSE},
                 {CKA_NEVER_EXTRACTABLE, CK_TRUE}, {CKA_LOCAL, CK_TRUE},            {CKA_PRIVATE, CK_TRUE},
                 {CKA_SIGN, CK_TRUE}};
    CK_OBJECT_HANDLE keys[2];
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        CK_BBOOL value = 2;
        CK_ATTRIBUTE attribute = {marks[i].type, &value, sizeof value};
        CHECK_RV(p11->C_GetAttributeValue(session, keys[1], &attribute, 1), CKR_OK);
        CHECK(value == marks[i].value);
        value = !marks[i].value;
        CHECK_RV(p11->C_SetAttributeValue(session, keys[1], &attribute, 1), CKR_ATTRIBUTE_READ_ONLY);
    }
}

static void never_shows_the_private_value(void)
{
    CK_OBJECT_HANDLE keys[2];
    CK_BYTE value[32];
    CK_BYTE id[1];
    CK_ATTRIBUTE attributes[] = {{CKA_VALUE, value, sizeof value}, {CKA_ID, id, sizeof id}, {CKA_URL, NULL, 0}};
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    CHECK_RV(p11->C_GetAttributeValue(session, keys[1], attributes, 3), CKR_ATTRIBUTE_SENSITIVE);
    CHECK(attributes[0].ulValueLen == CK_UNAVAILABLE_INFORMATION);
    CHECK(attributes[1].ulValueLen == 1 && id[0] == 1);
    CHECK(attributes[2].ulValueLen == CK_UNAVAILABLE_INFORMATION);
}

static CK_RV generate_with(CK_SESSION_HANDLE session, CK_ATTRIBUTE_TYPE type, CK_BBOOL value)
{
    CK_MECHANISM mechanism = {0x80008001UL, NULL, 0};
    CK_ATTRIBUTE attribute = {type, &value, sizeof value};
    CK_OBJECT_HANDLE keys[2];
    return p11->C_GenerateKeyPair(session, &mechanism, NULL, 0, &attribute, 1, &keys[0], &keys[1]);
}

static void refuses_a_key_that_could_leave_or_do_more_than_sign(void)
{
    CK_MECHANISM mechanism = {0x80008001UL, NULL, 0};
    CK_BYTE p256[] = {0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07};
    CK_ATTRIBUTE curve = {CKA_EC_PARAMS, p256, sizeof p256};
    CK_OBJECT_CLASS object_class = CKO_PRIVATE_KEY;
    CK_ATTRIBUTE import = {CKA_CLASS, &object_class, sizeof object_class};
    CK_OBJECT_HANDLE keys[2];
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    CHECK_RV(generate_with(session, CKA_EXTRACTABLE, CK_TRUE), CKR_ATTRIBUTE_VALUE_INVALID);
    CHECK_RV(generate_with(session, CKA_SENSITIVE, CK_FALSE), CKR_ATTRIBUTE_VALUE_INVALID);
    CHECK_RV(generate_with(session, CKA_PRIVATE, CK_FALSE), CKR_ATTRIBUTE_VALUE_INVALID);
    CHECK_RV(generate_with(session, CKA_DECRYPT, CK_TRUE), CKR_TEMPLATE_INCONSISTENT);
    CHECK_RV(generate_with(session, CKA_LOCAL, CK_TRUE), CKR_ATTRIBUTE_TYPE_INVALID);
    CHECK_RV(generate_with(session, CKA_SIGN, 5), CKR_ATTRIBUTE_VALUE_INVALID);
    CHECK_RV(p11->C_GenerateKeyPair(session, &mechanism, &curve, 1, NULL, 0, &keys[0], &keys[1]),
             CKR_CURVE_NOT_SUPPORTED);
    CHECK_RV(p11->C_CreateObject(session, &import, 1, &keys[0]), CKR_ATTRIBUTE_VALUE_INVALID);
    CHECK_RV(p11->C_Logout(session), CKR_OK);
    CHECK_RV(generate_with(session, CKA_SIGN, CK_TRUE), CKR_USER_NOT_LOGGED_IN);
}

static void hides_private_objects_until_the_user_is_in(void)
{
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    CK_OBJECT_HANDLE secret = make_data(session, "secret", 100, true, CKR_OK);
    make_data(session, "open", 100, false, CKR_OK);
    CHECK(count_objects(session, CKO_DATA) == 2);
    CHECK_RV(p11->C_Logout(session), CKR_OK);
    CHECK(count_objects(session, CKO_DATA) == 1);
    CK_ULONG size = 0;
    CHECK_RV(p11->C_GetObjectSize(session, secret, &size), CKR_OBJECT_HANDLE_INVALID);
    make_data(session, "secret", 100, true, CKR_USER_NOT_LOGGED_IN);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(USER_PIN)), CKR_OK);
    CHECK(count_objects(session, CKO_DATA) == 2);
}

static void keeps_objects_over_a_restart_and_encrypts_the_private_ones(void)
{
    static CK_BYTE bytes[8192];
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_data(session, "PRIVATE-LABEL", 100, true, CKR_OK);
    make_data(session, "PUBLIC-LABEL", 100, false, CKR_OK);
    CHECK_RV(p11->C_Finalize(NULL), CKR_OK);
    FILE *file = fopen(test_path("token-0001", "token"), "rb");
    CHECK(file != NULL);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    CHECK(fclose(file) == 0);
    CHECK(memmem(bytes, length, "PUBLIC-LABEL", 12) != NULL);
    CHECK(memmem(bytes, length, "PRIVATE-LABEL", 13) == NULL);
    start_module();
    CHECK(count_objects(open_logged_in(), CKO_DATA) == 2);
}

static void takes_a_seal_with_its_picture_and_says_when_it_is_full(void)
{
    CK_TOKEN_INFO info;
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_data(session, "too large", 48 * 1024 + 1, false, CKR_DEVICE_MEMORY);
    CK_OBJECT_HANDLE seal = make_data(session, "seal", 48 * 1024, false, CKR_OK);
    make_data(session, "too much", 20 * 1024, false, CKR_DEVICE_MEMORY);
    CHECK_RV(p11->C_GetTokenInfo(0, &info), CKR_OK);
    CHECK(info.ulTotalPublicMemory == 64 * 1024 && info.ulFreePublicMemory < 16 * 1024);
    CHECK_RV(p11->C_DestroyObject(session, seal), CKR_OK);
    make_data(session, "fits now", 20 * 1024, false, CKR_OK);
    set_control("token-0001", "full\n");
    make_data(session, "full", 1, false, CKR_DEVICE_MEMORY);
    CHECK(count_objects(session, CKO_DATA) == 1);
}

static void changes_what_may_change_and_nothing_when_one_part_is_refused(void)
{
    char label[] = "new";
    char value[] = "value";
    CK_BBOOL no = CK_FALSE;
    CK_BYTE read[16];
    CK_ATTRIBUTE good[] = {{CKA_LABEL, label, 3}, {CKA_VALUE, value, 5}};
    CK_ATTRIBUTE bad[] = {{CKA_LABEL, value, 5}, {CKA_TOKEN, &no, sizeof no}};
    CK_ATTRIBUTE look = {CKA_LABEL, read, sizeof read};
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    CK_OBJECT_HANDLE data = make_data(session, "old", 3, true, CKR_OK);
    CHECK_RV(p11->C_SetAttributeValue(session, data, good, 2), CKR_OK);
    CHECK_RV(p11->C_SetAttributeValue(session, data, bad, 2), CKR_ATTRIBUTE_READ_ONLY);
    CHECK_RV(p11->C_GetAttributeValue(session, data, &look, 1), CKR_OK);
    CHECK(look.ulValueLen == 3 && memcmp(read, "new", 3) == 0);
    look.ulValueLen = 2;
    CHECK_RV(p11->C_GetAttributeValue(session, data, &look, 1), CKR_BUFFER_TOO_SMALL);
}

static void drops_session_objects_with_their_session(void)
{
    CK_OBJECT_CLASS object_class = CKO_DATA;
    CK_ATTRIBUTE attribute = {CKA_CLASS, &object_class, sizeof object_class};
    CK_OBJECT_HANDLE object = 0;
    start_module();
    personalise();
    CK_SESSION_HANDLE watcher = open_session(false);
    CK_SESSION_HANDLE owner = open_session(false);
    CHECK_RV(p11->C_CreateObject(owner, &attribute, 1, &object), CKR_OK);
    CHECK(count_objects(watcher, CKO_DATA) == 1);
    CHECK_RV(p11->C_CloseSession(owner), CKR_OK);
    CHECK(count_objects(watcher, CKO_DATA) == 0);
}

static void asks_for_what_a_certificate_needs(void)
{
    CK_OBJECT_CLASS object_class = CKO_CERTIFICATE;
    CK_BYTE der[] = {0x30, 0x00};
    CK_BBOOL yes = CK_TRUE;
    CK_ATTRIBUTE attributes[] = {{CKA_CLASS, &object_class, sizeof object_class},
                                 {CKA_VALUE, der, sizeof der},
                                 {CKA_TRUSTED, &yes, sizeof yes}};
    CK_OBJECT_HANDLE object = 0;
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_session(true);
    CHECK_RV(p11->C_CreateObject(session, attributes, 1, &object), CKR_TEMPLATE_INCOMPLETE);
    CHECK_RV(p11->C_CreateObject(session, attributes, 3, &object), CKR_ATTRIBUTE_READ_ONLY);
    CHECK_RV(p11->C_CreateObject(session, attributes, 2, &object), CKR_OK);
    CHECK_RV(p11->C_SetAttributeValue(session, object, &attributes[1], 1), CKR_ATTRIBUTE_READ_ONLY);
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {
        {"freezes the marks of a key born on the token", freezes_the_marks_of_a_key_born_on_the_token},
        {"never shows the private value", never_shows_the_private_value},
        {"refuses a key that could leave or do more than sign", refuses_a_key_that_could_leave_or_do_more_than_sign},
        {"hides private objects until the user is in", hides_private_objects_until_the_user_is_in},
        {"keeps objects over a restart and encrypts the private ones",
         keeps_objects_over_a_restart_and_encrypts_the_private_ones},
        {"takes a seal with its picture and says when it is full",
         takes_a_seal_with_its_picture_and_says_when_it_is_full},
        {"changes what may change and nothing when one part is refused",
         changes_what_may_change_and_nothing_when_one_part_is_refused},
        {"drops session objects with their session", drops_session_objects_with_their_session},
        {"asks for what a certificate needs", asks_for_what_a_certificate_needs},
    };
    return run_requirements(list, sizeof list / sizeof list[0], argc, argv);
}
