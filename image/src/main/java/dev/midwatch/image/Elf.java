package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a program or library of 64 bits, little endian, says of itself: elf(5). */
final class Elf {
    private static final int MAGIC = 'E' << 8 | 'L' << 16 | 'F' << 24 | 0x7f;
    private static final int LOADED = 1;
    private static final int DYNAMIC = 2;
    private static final long NEEDED = 1;
    private static final long NAMES = 5;

    private final ByteBuffer file;

    private Elf(ByteBuffer file) {
        this.file = file;
    }

    /** The names of the libraries that it is linked with. */
    static List<String> needed(Path path) {
        try {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
            if (file.limit() < 64 || file.getInt(0) != MAGIC) {
                throw new ImageException(path + " is no ELF file");
            }
            return new Elf(file).needed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> needed() {
        List<String> libraries = new ArrayList<>();
        for (int header : headers(DYNAMIC)) {
            int begin = (int) file.getLong(header + 8);
            int end = begin + (int) file.getLong(header + 32);
            int names = 0;
            List<Integer> needed = new ArrayList<>();
            for (int entry = begin; entry < end; entry += 16) {
                long tag = file.getLong(entry);
                if (tag == NAMES) {
                    names = offset(file.getLong(entry + 8));
                } else if (tag == NEEDED) {
                    needed.add((int) file.getLong(entry + 8));
                }
            }
            for (int name : needed) {
                libraries.add(text(names + name));
            }
        }
        return libraries;
    }

    /** Where in the file the program headers of a type are. */
    private List<Integer> headers(int type) {
        int first = (int) file.getLong(32);
        int size = file.getShort(54);
        int count = file.getShort(56);
        List<Integer> found = new ArrayList<>();
        for (int header = first; header < first + size * count; header += size) {
            if (file.getInt(header) == type) {
                found.add(header);
            }
        }
        return found;
    }

    /** Where in the file that is which is at an address once it is loaded. */
    private int offset(long address) {
        for (int header : headers(LOADED)) {
            long begin = file.getLong(header + 16);
            if (address >= begin && address < begin + file.getLong(header + 32)) {
                return (int) (address - begin + file.getLong(header + 8));
            }
        }
        throw new ImageException("nothing is loaded at %x".formatted(address));
    }

    private String text(int offset) {
        int end = offset;
        while (file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), offset, end - offset, StandardCharsets.US_ASCII);
    }
}
