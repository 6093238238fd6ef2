package dev.midwatch.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The program {@code midwatch} of the image, which has no shell that could run a script: an ELF file of some 300 bytes that becomes the JVM, with the
 * file of its options before the arguments that it was given. There is one for the gateway and one for everything else. It is made here so that building for another processor takes no compiler for it.
 *
 * <p>At the start of a process its stack holds the count of arguments, their addresses, a zero, and the addresses of the environment's variables. One
 * argument more fits where the count was, so nothing needs to be moved:
 * <pre>
 *   count, argv[0], argv[1] ... 0, env ...    becomes
 *   program, @file, argv[1] ... 0, env ...
 * </pre>
 * Behind the arguments stand the environment and eight bytes more, so that eight bytes of the first argument can always be read.
 */
final class Launcher {
    /** Anything else than zero that is aligned to a page. */
    private static final long ADDRESS = 0x400000;

    private static final int HEADERS = 64 + 56;

    /** Seven letters and the zero that ends them: what fits into a register. */
    private static final long GATEWAY = ByteBuffer.wrap(zeroTerminated("gateway"))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();

    private final Architecture architecture;
    private final byte[] program;
    private final byte[] options;
    private final byte[] gatewayOptions;

    Launcher(Architecture architecture, String program, String options, String gatewayOptions) {
        this.architecture = architecture;
        this.program = zeroTerminated(program);
        this.options = zeroTerminated("@" + options);
        this.gatewayOptions = zeroTerminated("@" + gatewayOptions);
    }

    byte[] elf() {
        int codeLength = code(0).length;
        byte[] code = code(ADDRESS + HEADERS + codeLength);
        int length = HEADERS + code.length + program.length + options.length + gatewayOptions.length;
        ByteBuffer elf = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        // Of 64 bits, little endian, version 1; an executable for this machine.
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort((short) 2)
                .putShort((short) (architecture == Architecture.AMD64 ? 62 : 183))
                .putInt(1);
        // Where it begins, where the program headers are; no sections; how long the headers are and how many.
        elf.putLong(ADDRESS + HEADERS).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 1);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        // One piece, all of the file, to be read and executed.
        elf.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS);
        elf.putLong(length).putLong(length).putLong(0x10000);
        return elf.put(code).put(program).put(options).put(gatewayOptions).array();
    }

    /** @param text where the texts are: the program, and the two files of options */
    private byte[] code(long text) {
        long first = text + program.length;
        long second = first + options.length;
        return architecture == Architecture.AMD64 ? amd64(text, first, second) : arm64(text, first, second);
    }

    private static byte[] amd64(long program, long options, long gatewayOptions) {
        ByteBuffer code = code();
        put(code, 0x48, 0x8b, 0x04, 0x24); //                  mov rax, [rsp]            the count
        put(code, 0x48, 0x8d, 0x54, 0xc4, 0x10); //            lea rdx, [rsp+rax*8+16]   the environment
        put(code, 0xbf).putInt((int) program); //              mov edi, program
        put(code, 0x48, 0x89, 0x3c, 0x24); //                  mov [rsp], rdi
        put(code, 0xb8).putInt((int) options); //              mov eax, options
        put(code, 0x48, 0x8b, 0x4c, 0x24, 0x10); //            mov rcx, [rsp+16]         the first argument
        put(code, 0x48, 0x85, 0xc9); //                        test rcx, rcx             or the zero that ends them
        put(code, 0x74, 20); //                                jz store
        put(code, 0x48, 0xbe).putLong(GATEWAY); //             mov rsi, "gateway"
        put(code, 0x48, 0x39, 0x31); //                        cmp [rcx], rsi
        put(code, 0x75, 5); //                                 jne store
        put(code, 0xb8).putInt((int) gatewayOptions); //       mov eax, gatewayOptions
        put(code, 0x48, 0x89, 0x44, 0x24, 0x08); //     store: mov [rsp+8], rax
        put(code, 0x48, 0x89, 0xe6); //                        mov rsi, rsp              the arguments
        put(code, 0xb8).putInt(59); //                         mov eax, execve
        put(code, 0x0f, 0x05); //                              syscall                   comes back only if it failed
        put(code, 0xbf).putInt(127); //                        mov edi, 127
        put(code, 0xb8).putInt(60); //                         mov eax, exit
        put(code, 0x0f, 0x05); //                              syscall
        return written(code);
    }

    private static byte[] arm64(long program, long options, long gatewayOptions) {
        ByteBuffer code = code();
        code.putInt(0xf94003e3); //                            ldr x3, [sp]              the count
        code.putInt(
                0x8b236fe2); //                            add x2, sp, x3, uxtx 3    (with sp only the extended form)
        code.putInt(0x91004042); //                            add x2, x2, 16            the environment
        move(code, 0, program, 2); //                          mov x0, program
        move(code, 1, options, 2); //                          mov x1, options
        code.putInt(0xf9400be4); //                            ldr x4, [sp, 16]          the first argument
        code.putInt(0xb4000144); //                            cbz x4, store             or the zero that ends them
        code.putInt(0xf9400085); //                            ldr x5, [x4]
        move(code, 6, GATEWAY, 4); //                          mov x6, "gateway"
        code.putInt(0xeb0600bf); //                            cmp x5, x6
        code.putInt(0x54000061); //                            b.ne store
        move(code, 1, gatewayOptions, 2); //                   mov x1, gatewayOptions
        code.putInt(0xa90007e0); //                     store: stp x0, x1, [sp]
        code.putInt(0x910003e1); //                            mov x1, sp                the arguments
        move(code, 8, 221, 1); //                              mov x8, execve
        code.putInt(0xd4000001); //                            svc 0                     comes back only if it failed
        move(code, 0, 127, 1); //                              mov x0, 127
        move(code, 8, 93, 1); //                               mov x8, exit
        code.putInt(0xd4000001); //                            svc 0
        return written(code);
    }

    /** In pieces of sixteen bits, the lowest first: it sets all others to zero. */
    private static void move(ByteBuffer code, int register, long value, int pieces) {
        for (int piece = 0; piece < pieces; piece++) {
            int bits = (int) (value >> 16 * piece & 0xffff);
            code.putInt((piece == 0 ? 0xd2800000 : 0xf2800000) | piece << 21 | bits << 5 | register);
        }
    }

    private static ByteBuffer code() {
        return ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer put(ByteBuffer code, int... bytes) {
        for (int each : bytes) {
            code.put((byte) each);
        }
        return code;
    }

    private static byte[] written(ByteBuffer code) {
        byte[] bytes = new byte[code.position()];
        code.flip().get(bytes);
        return bytes;
    }

    private static byte[] zeroTerminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.US_ASCII);
    }
}
