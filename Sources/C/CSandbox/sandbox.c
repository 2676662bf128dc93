#define _GNU_SOURCE
#include "csandbox.h"
#include "filter.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stdint.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int bound(int what, rlim_t most) {
    // Of processor time one second more, so that the kernel says first that it is over.
    struct rlimit limit = {most, what == RLIMIT_CPU ? most + 1 : most};
    return setrlimit(what, &limit);
}

/// What a program of the system needs to begin, and fonts for pages that bring none.
static const char *const readable[] = {
    "/usr/bin", "/usr/lib", "/usr/lib64", "/usr/share", "/lib", "/lib64", "/etc/fonts",
    "/etc/ld.so.cache", "/var/cache/fontconfig",
};

static int landlock_rule(int rules, const char *path) {
    int place = open(path, O_PATH | O_CLOEXEC);
    // What is not there needs no permission.
    if (place < 0) return 0;
    int is_folder = openat(place, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE,
        .parent_fd = place,
    };
    if (is_folder >= 0) {
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
        close(is_folder);
    }
    long code = syscall(__NR_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(place);
    return (int)code;
}

/// Closes the file system: for a picture wholly, for a document but for reading what is listed.
static int close_files(int kind) {
    long version = syscall(__NR_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return -1;
    // All rights of the first version; later ones are added where the kernel knows them.
    uint64_t rights = (1ULL << 13) - 1;
    if (version >= 2) rights |= 1ULL << 13;
    if (version >= 3) rights |= 1ULL << 14;
    struct landlock_ruleset_attr all = {.handled_access_fs = rights};
    // Only the field that every version knows.
    int rules = (int)syscall(
        __NR_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);
    if (rules < 0) return -1;
    int code = 0;
    if (kind == CSANDBOX_DOCUMENT) {
        for (size_t index = 0; index < sizeof readable / sizeof *readable; index++) {
            if (landlock_rule(rules, readable[index]) != 0) code = -1;
        }
    }
    if (code == 0) code = (int)syscall(__NR_landlock_restrict_self, rules, 0);
    close(rules);
    return code;
}

/// Fences are of a thread: another one would stand outside.
static int is_single(void) {
    struct stat tasks;
    return stat("/proc/self/task", &tasks) == 0 && tasks.st_nlink == 3;
}

int csandbox_enter(int kind, unsigned long memory, unsigned seconds) {
    if (!is_single()) return 9;
    // The child of a server that was killed must not go on.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return 1;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 2;
    if (syscall(__NR_close_range, 3, ~0u, 0) != 0) return 3;
    if (bound(RLIMIT_CORE, 0) != 0 || bound(RLIMIT_FSIZE, 0) != 0) return 4;
    if (bound(RLIMIT_CPU, seconds) != 0 || bound(RLIMIT_AS, memory) != 0) return 5;
    // A picture needs no file: there the filter below is enough where the kernel has no Landlock.
    if (close_files(kind) != 0 && kind == CSANDBOX_DOCUMENT) return 6;
    if (bound(RLIMIT_NOFILE, kind == CSANDBOX_PICTURE ? 3 : 64) != 0) return 7;
    return filter_calls(kind) == 0 ? 0 : 8;
}

int csandbox_can_open(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) close(file);
    return file >= 0;
}

int csandbox_can_connect(void) {
    int place = socket(AF_INET, SOCK_STREAM, 0);
    if (place >= 0) close(place);
    return place >= 0;
}

int csandbox_can_fork(void) {
    pid_t child = (pid_t)syscall(__NR_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    if (child > 0) waitpid(child, NULL, 0);
    return child > 0;
}
