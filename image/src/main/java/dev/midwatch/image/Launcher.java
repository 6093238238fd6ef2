package dev.midwatch.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The program {@code midwatch} of the image, which has no shell that could run a script: an ELF file of some 250 bytes that becomes the JVM, with the
 * file of its options before the arguments that it was given. It is made here so that building for another processor takes no compiler for it.
 *
 * <p>At the start of a process its stack holds the count of arguments, their addresses, a zero, and the addresses of the environment's variables. One
 * argument more fits where the count was, so nothing needs to be moved:
 * <pre>
 *   count, argv[0], argv[1] ... 0, env ...    becomes
 *   program, @file, argv[1] ... 0, env ...
 * </pre>
 */
final class Launcher {
    /** Anything else than zero that is aligned to a page. */
    private static final long ADDRESS = 0x400000;

    private static final int HEADERS = 64 + 56;

    private final Architecture architecture;
    private final byte[] program;
    private final byte[] optionsFile;

    Launcher(Architecture architecture, String program, String optionsFile) {
        this.architecture = architecture;
        this.program = zeroTerminated(program);
        this.optionsFile = zeroTerminated("@" + optionsFile);
    }

    byte[] elf() {
        int codeLength = code(0, 0).length;
        long text = ADDRESS + HEADERS + codeLength;
        byte[] code = code(text, text + program.length);
        int length = HEADERS + code.length + program.length + optionsFile.length;
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
        return elf.put(code).put(program).put(optionsFile).array();
    }

    private byte[] code(long program, long options) {
        return architecture == Architecture.AMD64 ? amd64(program, options) : arm64(program, options);
    }

    private static byte[] amd64(long program, long options) {
        ByteBuffer code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        put(code, 0x48, 0x8b, 0x04, 0x24); //                  mov rax, [rsp]            the count
        put(code, 0x48, 0x8d, 0x54, 0xc4, 0x10); //            lea rdx, [rsp+rax*8+16]   the environment
        put(code, 0xbf).putInt((int) program); //              mov edi, program
        put(code, 0x48, 0x89, 0x3c, 0x24); //                  mov [rsp], rdi
        put(code, 0xb8).putInt((int) options); //              mov eax, options
        put(code, 0x48, 0x89, 0x44, 0x24, 0x08); //            mov [rsp+8], rax
        put(code, 0x48, 0x89, 0xe6); //                        mov rsi, rsp              the arguments
        put(code, 0xb8).putInt(59); //                         mov eax, execve
        put(code, 0x0f, 0x05); //                              syscall                   comes back only if it failed
        put(code, 0xbf).putInt(127); //                        mov edi, 127
        put(code, 0xb8).putInt(60); //                         mov eax, exit
        put(code, 0x0f, 0x05); //                              syscall
        return written(code);
    }

    private static byte[] arm64(long program, long options) {
        ByteBuffer code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        code.putInt(0xf94003e3); //                            ldr x3, [sp]              the count
        code.putInt(
                0x8b236fe2); //                            add x2, sp, x3, uxtx 3    (with sp only the extended form)
        code.putInt(0x91004042); //                            add x2, x2, 16            the environment
        code.putInt(mov(0, program)).putInt(movk(0, program)); // mov x0, program
        code.putInt(mov(1, options)).putInt(movk(1, options)); // mov x1, options
        code.putInt(0xa90007e0); //                            stp x0, x1, [sp]
        code.putInt(0x910003e1); //                            mov x1, sp                the arguments
        code.putInt(mov(8, 221)); //                           mov x8, execve
        code.putInt(0xd4000001); //                            svc 0                     comes back only if it failed
        code.putInt(mov(0, 127)); //                           mov x0, 127
        code.putInt(mov(8, 93)); //                            mov x8, exit
        code.putInt(0xd4000001); //                            svc 0
        return written(code);
    }

    /** The lower sixteen bits. */
    private static int mov(int register, long value) {
        return 0xd2800000 | (int) (value & 0xffff) << 5 | register;
    }

    /** The next sixteen. */
    private static int movk(int register, long value) {
        return 0xf2a00000 | (int) (value >> 16 & 0xffff) << 5 | register;
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
