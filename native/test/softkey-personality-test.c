/* Personalities: other numbers, other forms, known faults. */
#include <string.h>

#include "softkey-harness.h"

static CK_ULONG read_attribute(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type, CK_BYTE *value)
{
    CK_ATTRIBUTE attribute = {type, value, 128};
    CHECK_RV(p11->C_GetAttributeValue(session, object, &attribute, 1), CKR_OK);
    return attribute.ulValueLen;
}

static void shows_the_point_in_the_form_asked_for(void)
{
    static const struct {
        const char *line;
        CK_ULONG length;
    } forms[] = {{"point-form=octet-string\n", 67}, {"point-form=uncompressed\n", 65}, {"point-form=xy\n", 64}};
    CK_OBJECT_HANDLE keys[2];
    CK_BYTE value[128];
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    for (size_t i = 0; i < 3; i++) {
        set_personality(forms[i].line);
        make_key_pair(session, &keys[0], &keys[1]);
        CHECK(read_attribute(session, keys[0], CKA_EC_POINT, value) == forms[i].length);
    }
    set_personality("private-key-ec-point=yes\nec-params=no\n");
    make_key_pair(session, &keys[0], &keys[1]);
    CHECK(read_attribute(session, keys[1], CKA_EC_POINT, value) == 67);
    CK_ATTRIBUTE curve = {CKA_EC_PARAMS, value, sizeof value};
    CHECK_RV(p11->C_GetAttributeValue(session, keys[0], &curve, 1), CKR_ATTRIBUTE_TYPE_INVALID);
}

static void takes_another_vendors_numbers(void)
{
    CK_MECHANISM_TYPE list[4];
    CK_ULONG count = 4;
    CK_MECHANISM mechanism = {0x8005000AUL, NULL, 0};
    CK_OBJECT_HANDLE keys[2];
    CK_BYTE e[32] = {3};
    CK_BYTE signature[72];
    CK_ULONG length = sizeof signature;
    CK_KEY_TYPE type = 0;
    CK_ATTRIBUTE key_type = {CKA_KEY_TYPE, &type, sizeof type};
    set_personality("key-type=0x80050002\nkeygen=0x8005000A\nsm3=0x8005000E\n"
                    "sign=0x8005000B e der\nsign=0x8005000C z raw\n");
    start_module();
    personalise();
    CHECK_RV(p11->C_GetMechanismList(0, list, &count), CKR_OK);
    CHECK(count == 4 && list[0] == 0x8005000AUL && list[1] == 0x8005000BUL && list[3] == 0x8005000EUL);
    CK_SESSION_HANDLE session = open_logged_in();
    CHECK_RV(p11->C_GenerateKeyPair(session, &mechanism, NULL, 0, NULL, 0, &keys[0], &keys[1]), CKR_OK);
    CHECK_RV(p11->C_GetAttributeValue(session, keys[1], &key_type, 1), CKR_OK);
    CHECK(type == 0x80050002UL);
    mechanism.mechanism = 0x8005000BUL;
    CHECK_RV(p11->C_SignInit(session, &mechanism, keys[1]), CKR_OK);
    CHECK_RV(p11->C_Sign(session, e, sizeof e, signature, &length), CKR_OK);
    CHECK(signature[0] == 0x30);
    mechanism.mechanism = 0x80008105UL;
    CHECK_RV(p11->C_SignInit(session, &mechanism, keys[1]), CKR_MECHANISM_INVALID);
}

static void accepts_the_ec_key_type_with_the_sm2_curve(void)
{
    CK_KEY_TYPE type = CKK_EC;
    CK_BYTE sm2[] = {0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D};
    CK_ATTRIBUTE attributes[] = {{CKA_KEY_TYPE, &type, sizeof type}, {CKA_EC_PARAMS, sm2, sizeof sm2}};
    CK_MECHANISM mechanism = {0x80008001UL, NULL, 0};
    CK_OBJECT_HANDLE keys[2];
    CK_BYTE signature[64];
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    CHECK_RV(p11->C_GenerateKeyPair(session, &mechanism, attributes, 1, NULL, 0, &keys[0], &keys[1]),
             CKR_TEMPLATE_INCOMPLETE);
    CHECK_RV(p11->C_GenerateKeyPair(session, &mechanism, attributes, 2, attributes, 1, &keys[0], &keys[1]), CKR_OK);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_OK);
    set_personality("accept-ec=no\n");
    CHECK_RV(p11->C_GenerateKeyPair(session, &mechanism, attributes, 2, NULL, 0, &keys[0], &keys[1]),
             CKR_TEMPLATE_INCONSISTENT);
}

static void writes_the_short_r_that_strict_parsers_refuse(void)
{
    CK_MECHANISM mechanism = {0x80008104UL, NULL, 0};
    CK_OBJECT_HANDLE keys[2];
    CK_BYTE e[32] = {9};
    CK_BYTE signature[72];
    CK_ULONG length = sizeof signature;
    set_personality("der-short-r=yes\n");
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    CHECK_RV(p11->C_SignInit(session, &mechanism, keys[1]), CKR_OK);
    CHECK_RV(p11->C_Sign(session, e, sizeof e, signature, &length), CKR_OK);
    CHECK(signature[3] == 31 && (signature[4] & 0x80) != 0);
    CHECK_RV(p11->C_VerifyInit(session, &mechanism, keys[0]), CKR_OK);
    CHECK_RV(p11->C_Verify(session, e, sizeof e, signature, length), CKR_OK);
    CHECK(signature_count("token-0001") == 1);
}

static void can_lack_slot_events(void)
{
    CK_SLOT_ID slot = 0;
    set_personality("wait-for-slot-event=no\n");
    start_module();
    CHECK_RV(p11->C_WaitForSlotEvent(CKF_DONT_BLOCK, &slot, NULL), CKR_FUNCTION_NOT_SUPPORTED);
    CHECK_RV(p11->C_WaitForSlotEvent(0, &slot, NULL), CKR_FUNCTION_NOT_SUPPORTED);
}

static void shows_a_label_in_other_bytes_than_utf_8(void)
{
    CK_TOKEN_INFO info;
    start_module();
    personalise();
    set_personality("label-hex=B9ABD5C2\n"); /* 公章 in GBK */
    CHECK_RV(p11->C_GetTokenInfo(0, &info), CKR_OK);
    CHECK(memcmp(info.label, "\xB9\xAB\xD5\xC2    ", 8) == 0);
}

static void takes_a_user_id_as_parameter_where_the_vendor_does(void)
{
    CK_BYTE id[] = "ALICE123@YAHOO.COM";
    CK_MECHANISM with_id = {0x80008102UL, id, sizeof id - 1};
    CK_MECHANISM without = {0x80008102UL, NULL, 0};
    CK_OBJECT_HANDLE keys[2];
    CK_BYTE data[] = "message";
    CK_BYTE signature[64];
    CK_ULONG length = sizeof signature;
    set_personality("user-id-parameter=yes\n");
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    CHECK_RV(p11->C_SignInit(session, &with_id, keys[1]), CKR_OK);
    CHECK_RV(p11->C_Sign(session, data, sizeof data, signature, &length), CKR_OK);
    CHECK_RV(p11->C_VerifyInit(session, &with_id, keys[0]), CKR_OK);
    CHECK_RV(p11->C_Verify(session, data, sizeof data, signature, length), CKR_OK);
    CHECK_RV(p11->C_VerifyInit(session, &without, keys[0]), CKR_OK);
    CHECK_RV(p11->C_Verify(session, data, sizeof data, signature, length), CKR_SIGNATURE_INVALID);
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {
        {"shows the point in the form asked for", shows_the_point_in_the_form_asked_for},
        {"takes another vendor's numbers", takes_another_vendors_numbers},
        {"accepts the EC key type with the SM2 curve", accepts_the_ec_key_type_with_the_sm2_curve},
        {"writes the short r that strict parsers refuse", writes_the_short_r_that_strict_parsers_refuse},
        {"can lack slot events", can_lack_slot_events},
        {"shows a label in other bytes than UTF-8", shows_a_label_in_other_bytes_than_utf_8},
        {"takes a user ID as parameter where the vendor does", takes_a_user_id_as_parameter_where_the_vendor_does},
    };
    return run_requirements(list, sizeof list / sizeof list[0], argc, argv);
}
