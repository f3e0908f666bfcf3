/* What the runtime asks about the system around it. */
#include "../machine.h"
#include "libc.h"
#include "port.h"

enum { SC_CLK_TCK = 2, SC_PAGESIZE = 30, SC_IOV_MAX = 60, SC_GETPW_R_SIZE_MAX = 70, SC_NPROCESSORS_CONF = 83, SC_NPROCESSORS_ONLN = 84, SC_PHYS_PAGES = 85 };

unsigned machine_cpu_count(void) { return port_cpu_count(); }
bool machine_entropy(void *to, size_t n) { return port_entropy(to, n); }
int JVM_ActiveProcessorCount(void) { return (int)port_cpu_count(); }

long sysconf(int what) {
    switch (what) {
    case SC_CLK_TCK: return 100;
    case SC_PAGESIZE: return PAGE;
    case SC_IOV_MAX:
    case SC_GETPW_R_SIZE_MAX: return 1024;
    case SC_NPROCESSORS_CONF:
    case SC_NPROCESSORS_ONLN: return port_cpu_count();
    case SC_PHYS_PAGES: return (long)(port_memory_limit() / PAGE);
    default: errno = EINVAL; return -1;
    }
}

int getpagesize(void) { return PAGE; }

struct rlimit {
    uint64_t current, most;
};
enum { RLIMIT_STACK = 3 };

int getrlimit(int what, struct rlimit *out) {
    out->current = out->most = what == RLIMIT_STACK ? 8 << 20 : 65536;
    return 0;
}

int setrlimit(int what, const struct rlimit *to) {
    (void)what, (void)to;
    return 0;
}

/* glibc's struct utsname. */
struct utsname {
    char sysname[65], nodename[65], release[65], version[65], machine[65], domainname[65];
};
_Static_assert(sizeof(struct utsname) == 390, "glibc's layout");

int uname(struct utsname *out) {
    *out = (struct utsname){.sysname = "Morgana", .nodename = "morgana", .release = "0.1", .version = "1", .machine = "x86_64"};
    return 0;
}

unsigned getuid(void) { return 0; }
int getpid(void) { return 1; }

/* There are no users. */
int getpwuid_r(unsigned user, void *entry, char *text, size_t room, void **found) {
    (void)user, (void)entry, (void)text, (void)room;
    *found = NULL;
    return 0;
}

char *strerror(int error) {
    switch (error) {
    case ENOENT: return "No such file or directory";
    case EBADF: return "Bad file descriptor";
    case EAGAIN: return "Resource temporarily unavailable";
    case ENOMEM: return "Cannot allocate memory";
    case EACCES: return "Permission denied";
    case EINVAL: return "Invalid argument";
    case ENOSYS: return "Function not implemented";
    case ETIMEDOUT: return "Connection timed out";
    default: return "Error";
    }
}

/* The runtime's name for the JVM library's start hook; true is success. */
int initialize(void) { return 1; }

/* The runtime's container helpers: the machine is the container. */
int svm_container_initialize(int version) {
    (void)version;
    return 0;
}
int svm_container_active_processor_count(void) { return (int)port_cpu_count(); }
uint64_t svm_container_physical_memory(void) { return port_memory_limit(); }
uint64_t svm_container_memory_limit_in_bytes(void) { return port_memory_limit(); }

/* svm_locale_props_t: display and format language, script, country, variant. Set by properties, not by a system. */
static const char *const locale[8] = {"en", 0, "US", 0, "en", 0, "US", 0};
int svm_initialize_locale(void) { return 0; }
const char *const *svm_get_locale(void) { return locale; }

/* The runtime takes the time zone from the TZ variable (or property user.timezone); there is no zone database file to search. Without it: UTC. */
char *SVM_FindJavaTZmd(const char *home) {
    (void)home;
    extern char *getenv(const char *);
    extern char *strdup(const char *);
    const char *zone = getenv("TZ");
    return strdup(zone ? zone : "UTC");
}
