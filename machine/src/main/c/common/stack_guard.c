/* The stack protector's two symbols. The value is set once, by the port, before any protected function runs. */
#include "../machine.h"

uintptr_t __stack_chk_guard = 0x6d6f7267616e6100;

_Noreturn void __stack_chk_fail(void) { machine_panic("a stack buffer of the machine layer was overrun"); }
