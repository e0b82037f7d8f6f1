// A library for LD_PRELOAD that hides AVX-512, VNNI and AMX from a program, to measure what a laptop with only AVX2
// would do. Needs Linux on x86-64, and a processor and kernel that support CPUID faulting (see arch_prctl(2),
// ARCH_SET_CPUID). Each CPUID instruction raises SIGSEGV; the handler executes it, clears the bits and resumes the
// program.
#define _GNU_SOURCE
#include <cpuid.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define ARCH_SET_CPUID 0x1012
#define BIT(n) (1u << (n))

// CPUID leaf 7 in Intel's manual: all of AVX-512, VNNI and AMX.
#define LEAF_7_EBX (BIT(16) | BIT(17) | BIT(21) | BIT(26) | BIT(27) | BIT(28) | BIT(30) | BIT(31))
#define LEAF_7_ECX (BIT(1) | BIT(6) | BIT(11) | BIT(12) | BIT(14))
#define LEAF_7_EDX (BIT(2) | BIT(3) | BIT(8) | BIT(22) | BIT(23) | BIT(24) | BIT(25))
#define LEAF_7_1_EAX (BIT(4) | BIT(5) | BIT(21) | BIT(23)) // AVX-VNNI, BF16, AMX-FP16, AVX-IFMA
#define LEAF_7_1_EDX (BIT(4) | BIT(5) | BIT(10))           // AVX-VNNI-INT8, AVX-NE-CONVERT, AVX-VNNI-INT16

static int (*real_sigaction)(int, const struct sigaction *, struct sigaction *);

static long let_cpuid_fault(int fault) { return syscall(SYS_arch_prctl, ARCH_SET_CPUID, fault ? 0 : 1); }

static void answer(int number, siginfo_t *info, void *context) {
  (void)info;
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  const unsigned char *instruction = (const unsigned char *)registers[REG_RIP];
  if (instruction[0] != 0x0f || instruction[1] != 0xa2) { // any other fault gets its default action
    signal(number, SIG_DFL);
    return;
  }
  unsigned leaf = (unsigned)registers[REG_RAX], part = (unsigned)registers[REG_RCX], a, b, c, d;
  let_cpuid_fault(0);
  __cpuid_count(leaf, part, a, b, c, d);
  let_cpuid_fault(1);
  if (leaf == 7 && part == 0) {
    b &= ~LEAF_7_EBX;
    c &= ~LEAF_7_ECX;
    d &= ~LEAF_7_EDX;
  } else if (leaf == 7 && part == 1) {
    a &= ~LEAF_7_1_EAX;
    d &= ~LEAF_7_1_EDX;
  }
  registers[REG_RAX] = a;
  registers[REG_RBX] = b;
  registers[REG_RCX] = c;
  registers[REG_RDX] = d;
  registers[REG_RIP] += 2;
}

// Node installs a handler for SIGSEGV, too: keep ours.
int sigaction(int number, const struct sigaction *action, struct sigaction *before) {
  return real_sigaction(number, number == SIGSEGV ? NULL : action, before);
}

__attribute__((constructor)) static void hide(void) {
  struct sigaction action = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_NODEFER};
  real_sigaction = (int (*)(int, const struct sigaction *, struct sigaction *))dlsym(RTLD_NEXT, "sigaction");
  if (real_sigaction == NULL || real_sigaction(SIGSEGV, &action, NULL) != 0 || let_cpuid_fault(1) != 0) {
    fputs("This machine cannot hide its processor's instruction sets.\n", stderr);
    exit(1);
  }
}
