#define _GNU_SOURCE
#include "filter.h"
#include "csandbox.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#else
#error "say here by which name the kernel calls this machine"
#endif

/// A picture is read, decoded in memory and written; everything else is refused.
static const unsigned for_pictures[] = {
    __NR_read, __NR_write, __NR_readv, __NR_writev, __NR_close, __NR_fstat, __NR_lseek, __NR_mmap,
    __NR_munmap, __NR_mremap, __NR_mprotect, __NR_madvise, __NR_brk, __NR_futex, __NR_rt_sigaction,
    __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_sigaltstack, __NR_getpid, __NR_gettid, __NR_tgkill,
    __NR_sched_yield, __NR_clock_gettime, __NR_getrandom, __NR_exit, __NR_exit_group,
};

/// A program of the system that begins needs more than can be listed; it gets no network, no other
/// process and no back door of the kernel.
static const unsigned not_for_documents[] = {
    __NR_socket, __NR_socketpair, __NR_connect, __NR_bind, __NR_clone, __NR_clone3, __NR_ptrace,
    __NR_process_vm_readv, __NR_process_vm_writev, __NR_kill, __NR_tkill, __NR_pidfd_open,
    __NR_pidfd_getfd, __NR_io_uring_setup, __NR_bpf, __NR_userfaultfd, __NR_keyctl, __NR_add_key,
    __NR_request_key, __NR_mount, __NR_umount2, __NR_unshare, __NR_setns, __NR_perf_event_open,
    __NR_open_by_handle_at, __NR_memfd_create, __NR_execveat, __NR_chroot,
#if defined(__x86_64__)
    __NR_fork, __NR_vfork,
#endif
};

int filter_calls(int kind) {
    const int isPicture = kind == CSANDBOX_PICTURE;
    const unsigned *calls = isPicture ? for_pictures : not_for_documents;
    const unsigned count = isPicture ? sizeof for_pictures / sizeof *for_pictures
                                     : sizeof not_for_documents / sizeof *not_for_documents;
    const unsigned refuse = SECCOMP_RET_ERRNO | EPERM;
    struct sock_filter code[100];
    unsigned short at = 0;
    // Numbers of another machine's calls, or of x32, mean other calls.
    code[at++] = (struct sock_filter)BPF_STMT(
        BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0);
    code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    code[at++] = (struct sock_filter)BPF_STMT(
        BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
    code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    for (unsigned index = 0; index < count; index++) {
        code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[index], 0, 1);
        code[at++] = (struct sock_filter)BPF_STMT(
            BPF_RET | BPF_K, isPicture ? SECCOMP_RET_ALLOW : refuse);
    }
    code[at++] =
        (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, isPicture ? refuse : SECCOMP_RET_ALLOW);
    struct sock_fprog program = {.len = at, .filter = code};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}
