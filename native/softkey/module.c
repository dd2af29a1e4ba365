/* Slots found on disk, handles, and the module's end. See module.h. */
#include "module.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "session-table.h"
#include "slot.h"

struct module softkey = {.lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};

CK_ULONG module_next_handle(void)
{
    return ++softkey.last_handle;
}

struct slot *module_find_slot(CK_SLOT_ID id)
{
    return id < softkey.slot_count ? &softkey.slots[id] : NULL;
}

CK_SLOT_ID module_slot_id(const struct slot *slot)
{
    return (CK_SLOT_ID)(slot - softkey.slots);
}

static bool is_known_name(const char *name)
{
    for (size_t i = 0; i < softkey.slot_count; i++) {
        if (strcmp(softkey.slots[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void add_slot(const char *name)
{
    if (softkey.slot_count == SLOT_MAX || strlen(name) >= sizeof softkey.slots[0].name || is_known_name(name)) {
        return;
    }
    struct slot *slot = &softkey.slots[softkey.slot_count];
    memset(slot, 0, sizeof *slot);
    if (!settings_join_path(slot->folder, softkey.root, name)) {
        return;
    }
    memcpy(slot->name, name, strlen(name) + 1);
    softkey.slot_count++;
    slot_refresh(slot);
}

static int compare_names(const void *one, const void *other)
{
    return strcmp(one, other);
}

/* Sorted, so that two processes that start on the same folder number the slots alike. Names with a dot are not tokens. */
static void add_folders(void)
{
    char names[SLOT_MAX][sizeof softkey.slots[0].name];
    size_t count = 0;
    DIR *folder = opendir(softkey.root);
    if (folder == NULL) {
        return;
    }
    for (const struct dirent *entry = readdir(folder); entry != NULL && count < SLOT_MAX; entry = readdir(folder)) {
        char path[SETTINGS_PATH_SIZE];
        struct stat status;
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] != '.' && length < sizeof names[0] &&
            settings_join_path(path, softkey.root, entry->d_name) && stat(path, &status) == 0 &&
            S_ISDIR(status.st_mode)) {
            memcpy(names[count++], entry->d_name, length + 1);
        }
    }
    closedir(folder);
    qsort(names, count, sizeof names[0], compare_names);
    for (size_t i = 0; i < count; i++) {
        add_slot(names[i]);
    }
}

/*
 * The spare slot is bound to a folder name that does not exist yet. When another process initialises a token under that
 * name, this process simply sees its spare slot filled: numbers stay what they were.
 */
static void add_spare_slot(void)
{
    char name[32];
    for (size_t i = 0; i < softkey.slot_count; i++) {
        if (softkey.slots[i].is_present && softkey.slots[i].file_state == TOKEN_FILE_BLANK) {
            return;
        }
    }
    for (unsigned int number = 1; number <= SLOT_MAX; number++) {
        (void)snprintf(name, sizeof name, "token-%04u", number);
        if (!is_known_name(name)) {
            add_slot(name);
            return;
        }
    }
}

void module_scan_slots(void)
{
    add_folders();
    for (size_t i = 0; i < softkey.slot_count; i++) {
        slot_refresh(&softkey.slots[i]);
    }
    if (softkey.has_spare_slot) {
        add_spare_slot();
    }
}

void module_close(void)
{
    for (size_t i = 0; i < softkey.slot_count; i++) {
        sessions_close_slot(&softkey.slots[i]);
        slot_clear(&softkey.slots[i]);
    }
    softkey.slot_count = 0;
    softkey.is_initialized = false;
}
