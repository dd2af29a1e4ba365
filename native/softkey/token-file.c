/*
 * The token's folder: `token` (everything it remembers), `lock`, `counter`.
 *
 * Writing is temporary name, fsync, rename, fsync of the folder: after a power cut either the old or the new state is
 * there. Readers need no lock because a rename is whole; writers hold the lock and read again before they change.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/crypto.h>

#include "token-image.h"

enum { HEADER_SIZE = 8 + 8 + 4 + TOKEN_SERIAL_SIZE, FILE_SIZE_MAX = 64 * 1024 * 1024 };

static int open_part(const char *folder, const char *name, int flags)
{
    char path[SETTINGS_PATH_SIZE];
    return settings_join_path(path, folder, name) ? open(path, flags | O_CLOEXEC, 0600) : -1;
}

static bool read_exactly(int file, uint8_t *bytes, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t got = read(file, bytes + done, length - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        done += (size_t)got;
    }
    return true;
}

static bool write_exactly(int file, const uint8_t *bytes, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t put = write(file, bytes + done, length - done);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        done += (size_t)put;
    }
    return true;
}

enum token_file_state token_file_peek(const char *folder, struct token_header *header)
{
    uint8_t bytes[HEADER_SIZE];
    memset(header, 0, sizeof *header);
    int file = open_part(folder, "token", O_RDONLY);
    if (file < 0) {
        return TOKEN_FILE_BLANK;
    }
    bool is_read = read_exactly(file, bytes, sizeof bytes);
    close(file);
    struct byte_reader reader = {bytes + 8, bytes + sizeof bytes, !is_read};
    header->generation = reader_number(&reader, 8);
    header->initialisations = (uint32_t)reader_number(&reader, 4);
    reader_bytes(&reader, header->serial, sizeof header->serial);
    return reader.has_failed ? TOKEN_FILE_DAMAGED : TOKEN_FILE_GOOD;
}

enum token_file_state token_file_load(const char *folder, struct token_image *image)
{
    struct stat status;
    memset(image, 0, sizeof *image);
    int file = open_part(folder, "token", O_RDONLY);
    if (file < 0) {
        return TOKEN_FILE_BLANK;
    }
    bool is_good = false;
    if (fstat(file, &status) == 0 && status.st_size > 0 && status.st_size < FILE_SIZE_MAX) {
        size_t length = (size_t)status.st_size;
        uint8_t *bytes = malloc(length);
        is_good = bytes != NULL && read_exactly(file, bytes, length) && token_image_decode(image, bytes, length);
        if (bytes != NULL) {
            OPENSSL_cleanse(bytes, length);
            free(bytes);
        }
    }
    close(file);
    return is_good ? TOKEN_FILE_GOOD : TOKEN_FILE_DAMAGED;
}

static bool sync_folder(const char *folder)
{
    int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_done = handle >= 0 && fsync(handle) == 0;
    if (handle >= 0) {
        close(handle);
    }
    return is_done;
}

bool token_file_store(const char *folder, const struct token_image *image)
{
    char from[SETTINGS_PATH_SIZE];
    char to[SETTINGS_PATH_SIZE];
    struct byte_writer writer = {0};
    token_image_encode(image, &writer);
    int file = writer.has_failed ? -1 : open_part(folder, "token.new", O_WRONLY | O_CREAT | O_TRUNC);
    bool is_written = file >= 0 && write_exactly(file, writer.bytes, writer.length) && fsync(file) == 0;
    if (file >= 0) {
        is_written = close(file) == 0 && is_written;
    }
    writer_free(&writer);
    return is_written && settings_join_path(from, folder, "token.new") && settings_join_path(to, folder, "token") &&
           rename(from, to) == 0 && sync_folder(folder);
}

int token_file_lock(const char *folder)
{
    int lock = open_part(folder, "lock", O_RDWR | O_CREAT);
    while (lock >= 0 && flock(lock, LOCK_EX) != 0) {
        if (errno != EINTR) {
            close(lock);
            return -1;
        }
    }
    return lock;
}

void token_file_unlock(int lock)
{
    if (lock >= 0) {
        close(lock);
    }
}

bool token_folder_make(const char *folder)
{
    char path[SETTINGS_PATH_SIZE];
    int length = snprintf(path, sizeof path, "%s", folder);
    if (length <= 0 || (size_t)length >= sizeof path) {
        return false;
    }
    for (char *at = path + 1; *at != '\0'; at++) {
        if (*at == '/') {
            *at = '\0';
            (void)mkdir(path, 0700);
            *at = '/';
        }
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

bool token_counter_increase(const char *folder)
{
    char text[32] = "";
    int lock = token_file_lock(folder);
    int file = lock < 0 ? -1 : open_part(folder, "counter", O_RDWR | O_CREAT);
    bool is_done = false;
    if (file >= 0) {
        ssize_t got = pread(file, text, sizeof text - 1, 0);
        unsigned long count = got > 0 ? settings_number(strtok(text, "\n"), 0) : 0;
        int length = snprintf(text, sizeof text, "%lu\n", count + 1);
        /* No fsync: the number must survive a killed process (it does), not a power cut, and would halve the speed. */
        is_done = length > 0 && pwrite(file, text, (size_t)length, 0) == length;
        close(file);
    }
    token_file_unlock(lock);
    return is_done;
}
