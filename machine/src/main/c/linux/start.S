# The first instructions of the process, and the return from signal handlers.
.text
.globl _start, signal_return
_start:                         # the kernel's stack: argument count, arguments, environment, auxiliary vector
    xor %ebp, %ebp
    mov %rsp, %rdi
    and $-16, %rsp
    call linux_start
    ud2

signal_return:
    mov $15, %eax               # rt_sigreturn
    syscall
    ud2
.section .note.GNU-stack, "", @progbits
