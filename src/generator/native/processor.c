#include "processor.h"
#include <stdbool.h>
#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(__linux__)
#include <sys/auxv.h>
#elif defined(_WIN32)
#include <windows.h>
#endif

static const Kernels *const sets[] = {
#if defined(__x86_64__)
    &kernels_avx512vnni, &kernels_avxvnni, &kernels_avx2,
#else
    &kernels_dotprod,
#endif
};
enum { SETS = sizeof sets / sizeof *sets };

#if defined(__x86_64__)
/** Whether the system keeps the registers that the mask names, as XGETBV tells. */
static bool keeps(unsigned mask) {
  unsigned low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (low & mask) == mask;
}

static bool isSupported(const Kernels *set) {
  unsigned a, b, c, d, b7, c7, a71 = 0;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
  const unsigned fma = 1u << 12, xsave = 1u << 27, avx = 1u << 28, f16c = 1u << 29;
  if ((c & (fma | xsave | avx | f16c)) != (fma | xsave | avx | f16c) || !keeps(6)) return false;
  if (!__get_cpuid_count(7, 0, &a, &b7, &c7, &d) || !(b7 & 1u << 5)) return false; // AVX2
  if (a >= 1) __get_cpuid_count(7, 1, &a71, &b, &c, &d);
  const unsigned avx512 = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31; // F, DQ, BW, VL
  if (set == &kernels_avx512vnni) return (b7 & avx512) == avx512 && c7 & 1u << 11 && keeps(0xe6);
  return set == &kernels_avx2 || a71 & 1u << 4;
}
#elif defined(__linux__)
static bool isSupported(const Kernels *set) {
  const unsigned long halves = 1ul << 10, dotProduct = 1ul << 20; // HWCAP_ASIMDHP, HWCAP_ASIMDDP
  return set == &kernels_dotprod && (getauxval(AT_HWCAP) & (halves | dotProduct)) == (halves | dotProduct);
}
#elif defined(_WIN32)
static bool isSupported(const Kernels *set) {
  const DWORD dotProduct = 43; // PF_ARM_V82_DP_INSTRUCTIONS_AVAILABLE; such processors have half precision
  return set == &kernels_dotprod && IsProcessorFeaturePresent(dotProduct);
}
#else
/** Every Mac with ARM has what the kernels need. */
static bool isSupported(const Kernels *set) { return set == &kernels_dotprod; }
#endif

const Kernels *kernelsFor(int index) {
  for (int i = 0; i < SETS; i++)
    if (isSupported(sets[i]) && index-- == 0) return sets[i];
  return NULL;
}
