# The switch between two threads on one CPU, for all ports of this architecture. It is an ordinary call, so by the C ABI only these registers live over it;
# preemption calls it too, from inside an interrupt frame that holds all the others. The scheduler's lock is held across it.
.text
.globl context_switch, thread_trampoline
context_switch:                 # rdi: where to save the stack pointer, rsi: the stack pointer to load
    push %rbp
    push %rbx
    push %r12
    push %r13
    push %r14
    push %r15
    mov %rsp, (%rdi)
    mov %rsi, %rsp
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %rbx
    pop %rbp
    ret

thread_trampoline:              # a new thread's first instructions: masked, the lock held; the stack is 16-aligned here
    call thread_begin
    ud2
.section .note.GNU-stack, "", @progbits
