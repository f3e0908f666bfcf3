/* The features of the CPU as the Native Image runtime wants to know them: a struct of one byte per feature, in the order of its CPUFeatures. A feature is there
   when CPUID says so and the registers that it needs are enabled in XCR0, that is, saved when a thread is preempted. Features that this system does not switch on
   (protection keys, CET, APX, AVX10) or that no code asks for (hyper-threading) are absent. */
#include "end.h"
#include "libc.h"
#include "port.h"
#include "x86.h"

enum { FEATURES = 65, LEAVES = 5 };
enum { AVX = 0x6, AVX512 = 0xe6 }; /* bits of XCR0 */

/* leaf: 0 none, 1 to 5 as in `leaves`; register 'a' to 'd'; bit; what of XCR0 it needs. */
static const struct rule {
    uint8_t leaf;
    char where;
    uint8_t bit, needs;
} rules[FEATURES] = {
    {1, 'd', 8, 0},       /* CX8 */
    {1, 'd', 15, 0},      /* CMOV */
    {1, 'd', 24, 0},      /* FXSR */
    {0},                  /* HT */
    {1, 'd', 23, 0},      /* MMX */
    {4, 'c', 8, 0},       /* AMD_3DNOW_PREFETCH */
    {1, 'd', 25, 0},      /* SSE */
    {1, 'd', 26, 0},      /* SSE2 */
    {1, 'c', 0, 0},       /* SSE3 */
    {1, 'c', 9, 0},       /* SSSE3 */
    {4, 'c', 6, 0},       /* SSE4A */
    {1, 'c', 19, 0},      /* SSE4_1 */
    {1, 'c', 20, 0},      /* SSE4_2 */
    {1, 'c', 23, 0},      /* POPCNT */
    {4, 'c', 5, 0},       /* LZCNT */
    {1, 'd', 4, 0},       /* TSC */
    {0},                  /* TSCINV: a judgement on models, not a bit */
    {5, 'd', 8, 0},       /* TSCINV_BIT */
    {1, 'c', 28, AVX},    /* AVX */
    {2, 'b', 5, AVX},     /* AVX2 */
    {1, 'c', 25, 0},      /* AES */
    {2, 'b', 9, 0},       /* ERMS */
    {1, 'c', 1, 0},       /* CLMUL */
    {2, 'b', 3, 0},       /* BMI1 */
    {2, 'b', 8, 0},       /* BMI2 */
    {2, 'b', 11, 0},      /* RTM */
    {2, 'b', 19, 0},      /* ADX */
    {2, 'b', 16, AVX512}, /* AVX512F */
    {2, 'b', 17, AVX512}, /* AVX512DQ */
    {2, 'b', 26, AVX512}, /* AVX512PF */
    {2, 'b', 27, AVX512}, /* AVX512ER */
    {2, 'b', 28, AVX512}, /* AVX512CD */
    {2, 'b', 30, AVX512}, /* AVX512BW */
    {2, 'b', 31, AVX512}, /* AVX512VL */
    {2, 'b', 29, 0},      /* SHA */
    {1, 'c', 12, AVX},    /* FMA */
    {1, 'c', 28, AVX},    /* VZEROUPPER: comes with AVX */
    {2, 'c', 14, AVX512}, /* AVX512_VPOPCNTDQ */
    {2, 'c', 10, AVX512}, /* AVX512_VPCLMULQDQ */
    {2, 'c', 9, AVX512},  /* AVX512_VAES */
    {2, 'c', 11, AVX512}, /* AVX512_VNNI */
    {1, 'd', 19, 0},      /* FLUSH */
    {2, 'b', 23, 0},      /* FLUSHOPT */
    {2, 'b', 24, 0},      /* CLWB */
    {2, 'c', 6, AVX512},  /* AVX512_VBMI2 */
    {2, 'c', 1, AVX512},  /* AVX512_VBMI */
    {1, 'c', 31, 0},      /* HV */
    {2, 'd', 14, 0},      /* SERIALIZE */
    {4, 'd', 27, 0},      /* RDTSCP */
    {2, 'c', 22, 0},      /* RDPID */
    {2, 'd', 4, 0},       /* FSRM */
    {2, 'c', 8, AVX},     /* GFNI */
    {2, 'c', 12, AVX512}, /* AVX512_BITALG */
    {0},                  /* PKU */
    {0},                  /* OSPKE */
    {0},                  /* CET_IBT */
    {0},                  /* CET_SS */
    {1, 'c', 29, AVX},    /* F16C */
    {2, 'b', 21, AVX512}, /* AVX512_IFMA */
    {3, 'a', 23, AVX},    /* AVX_IFMA */
    {0},                  /* APX_F */
    {3, 'a', 0, AVX},     /* SHA512 */
    {2, 'd', 23, AVX512}, /* AVX512_FP16 */
    {0}, {0},             /* AVX10_1, AVX10_2 */
};

void determineCPUFeatures(uint8_t *features) {
    const struct cpuid leaves[LEAVES + 1] = {
        {0, 0, 0, 0},           cpuid_known(1, 0),          cpuid_known(7, 0),
        cpuid_known(7, 1),      cpuid_known(0x80000001, 0), cpuid_known(0x80000007, 0),
    };
    uint64_t enabled = port_extended_state();
    for (unsigned i = 0; i < FEATURES; i++) {
        const struct rule *r = &rules[i];
        const struct cpuid *l = &leaves[r->leaf];
        uint32_t word = r->where == 'a' ? l->a : r->where == 'b' ? l->b : r->where == 'c' ? l->c : l->d;
        features[i] = (word >> r->bit & 1) && (enabled & r->needs) == r->needs;
    }
}

/* The image's mask has 0xfe for each feature that its code was compiled to use, 0xff for the others. */
int checkCPUFeatures(const uint8_t *mask) {
    uint8_t here[FEATURES] = {0};
    determineCPUFeatures(here);
    for (unsigned i = 0; i < FEATURES; i++)
        if ((mask[i] | here[i]) != 0xff) return 1;
    return 0;
}

void checkCPUFeaturesOrExit(const uint8_t *mask, const char *message) {
    if (checkCPUFeatures(mask)) machine_refuse(message);
}
