/* PKCS#11 2.40, 5.5: C_WaitForSlotEvent. */
#include <time.h>

#include "entry.h"
#include "slot.h"

enum { LOOK_EVERY_MS = 50 };

/* Real modules without slot events are common; one such personality in the process switches them off. */
static bool has_slot_events(void)
{
    for (size_t i = 0; i < softkey.slot_count; i++) {
        if (!softkey.slots[i].personality.has_slot_events) {
            return false;
        }
    }
    return true;
}

static struct slot *take_event(void)
{
    for (size_t i = 0; i < softkey.slot_count; i++) {
        slot_refresh(&softkey.slots[i]);
        if (softkey.slots[i].has_event) {
            softkey.slots[i].has_event = false;
            return &softkey.slots[i];
        }
    }
    return NULL;
}

/* Sleep a little without the lock. The files are looked at, not watched: that works on every file system. */
static void sleep_unlocked(void)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_EVERY_MS * 1000000L;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_sec += 1;
        until.tv_nsec -= 1000000000L;
    }
    pthread_cond_timedwait(&softkey.wake, &softkey.lock, &until);
}

/**
 * Report one slot whose token came or went since the last report.
 *
 * Blocking, it ends with CKR_CRYPTOKI_NOT_INITIALIZED when C_Finalize is called meanwhile; the epoch tells that also when
 * somebody has initialised again before this thread could run.
 */
CK_RV C_WaitForSlotEvent(CK_FLAGS flags, CK_SLOT_ID *slot, void *reserved)
{
    CK_RV rv = enter_module();
    if (rv != CKR_OK) {
        return rv;
    }
    if (slot == NULL || reserved != NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    unsigned long epoch = softkey.epoch;
    while (has_slot_events()) {
        const struct slot *changed = take_event();
        if (changed != NULL) {
            *slot = module_slot_id(changed);
            return leave(CKR_OK);
        }
        if ((flags & CKF_DONT_BLOCK) != 0) {
            return leave(CKR_NO_EVENT);
        }
        sleep_unlocked();
        if (!softkey.is_initialized || softkey.epoch != epoch) {
            return leave(CKR_CRYPTOKI_NOT_INITIALIZED);
        }
    }
    return leave(CKR_FUNCTION_NOT_SUPPORTED);
}
