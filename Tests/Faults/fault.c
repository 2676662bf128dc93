/* Preloaded into the server, makes the disk fail when a test says so (Tests/Support/fault.py):
 *     cc -shared -fPIC -O2 -o fault.so fault.c -ldl
 * FAULT_DIR is a folder of switches, looked at on every call:
 *     eio          fsync and fdatasync fail with EIO
 *     full         writes to files fail with ENOSPC (reads go on)
 *     slow         its text is a number: fsync and fdatasync take that many milliseconds more
 * FAULT_SYNC_MS does the last one from the start, without a folder (for the bench).
 * FAULT_SHADOW is a folder that keeps what would survive a power cut, by inode: `f-N` the bytes of a
 * file as they were when it was last synced, `d-N` the names of a folder when that was.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int path_of(const char *name, char *path, size_t size) {
    const char *folder = getenv("FAULT_DIR");
    return folder && snprintf(path, size, "%s/%s", folder, name) < (int)size;
}

static int switched(const char *name) {
    char path[512];
    return path_of(name, path, sizeof path) && access(path, F_OK) == 0;
}

static long slow_milliseconds(void) {
    const char *always = getenv("FAULT_SYNC_MS");
    char path[512], text[16] = "";
    if (always) return atol(always);
    if (!path_of("slow", path, sizeof path)) return 0;
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    if (!fgets(text, sizeof text, file)) text[0] = 0;
    fclose(file);
    return atol(text);
}

static void hold(void) {
    long ms = slow_milliseconds();
    struct timespec rest = {ms / 1000, ms % 1000 * 1000000};
    while (ms > 0 && nanosleep(&rest, &rest) == -1 && errno == EINTR) {}
}

static int sync_fails(void) {
    hold();
    if (!switched("eio")) return 0;
    errno = EIO;
    return 1;
}

/* Sockets and pipes are not the disk. */
static int write_fails(int fd) {
    struct stat about;
    if (!switched("full") || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return 0;
    errno = ENOSPC;
    return 1;
}

/* The names that are in a folder now. */
static int list_folder(int fd, int target) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return -1;
    path[length] = 0;
    DIR *folder = opendir(path);
    if (!folder) return -1;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.' && (!entry->d_name[1] || entry->d_name[1] == '.')) continue;
        dprintf(target, "%llu %c %s\n", (unsigned long long)entry->d_ino,
                entry->d_type == DT_DIR ? 'd' : 'f', entry->d_name);
    }
    return closedir(folder);
}

/* A copy under the name `fresh`; what is written from now on is not part of this sync. */
static int copy_state(int fd, const char *fresh) {
    struct stat about;
    if (fstat(fd, &about) != 0) return -1;
    int target = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (target < 0) return -1;
    int result = 0;
    if (S_ISDIR(about.st_mode)) {
        result = list_folder(fd, target);
    } else {
        /* Opened anew: the server may hold it for writing only. */
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        int source = open(link, O_RDONLY | O_CLOEXEC);
        off_t at = 0;
        while (at < about.st_size && sendfile(target, source, &at, about.st_size - at) > 0) {}
        if (source < 0 || at < about.st_size) result = -1;
        if (source >= 0) close(source);
    }
    close(target);
    return result;
}

static int remembered_sync(int fd, int (*real)(int)) {
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
    const char *shadow = getenv("FAULT_SHADOW");
    struct stat about;
    if (!shadow || fstat(fd, &about) != 0) return real(fd);
    char fresh[512], kept[512];
    snprintf(fresh, sizeof fresh, "%s/fresh", shadow);
    snprintf(kept, sizeof kept, "%s/%c-%llu", shadow, S_ISDIR(about.st_mode) ? 'd' : 'f',
             (unsigned long long)about.st_ino);
    pthread_mutex_lock(&one);
    int copied = copy_state(fd, fresh), result = real(fd);
    if (copied == 0 && result == 0) rename(fresh, kept);
    pthread_mutex_unlock(&one);
    return result;
}

int fsync(int fd) {
    REAL(int, fsync, int);
    return sync_fails() ? -1 : remembered_sync(fd, real);
}

int fdatasync(int fd) {
    REAL(int, fdatasync, int);
    return sync_fails() ? -1 : remembered_sync(fd, real);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    REAL(ssize_t, write, int, const void *, size_t);
    return write_fails(fd) ? -1 : real(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    return write_fails(fd) ? -1 : real(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    return write_fails(fd) ? -1 : real(fd, bytes, count, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, writev, int, const struct iovec *, int);
    return write_fails(fd) ? -1 : real(fd, parts, count);
}

int ftruncate(int fd, off_t length) {
    REAL(int, ftruncate, int, off_t);
    return write_fails(fd) ? -1 : real(fd, length);
}

int ftruncate64(int fd, off64_t length) {
    REAL(int, ftruncate64, int, off64_t);
    return write_fails(fd) ? -1 : real(fd, length);
}

int posix_fallocate(int fd, off_t offset, off_t length) {
    REAL(int, posix_fallocate, int, off_t, off_t);
    return write_fails(fd) ? ENOSPC : real(fd, offset, length);
}
