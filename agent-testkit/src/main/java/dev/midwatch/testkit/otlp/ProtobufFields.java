package dev.midwatch.testkit.otlp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The fields of one protobuf message, as they stand on the wire. */
record ProtobufFields(List<Field> fields) {
    /** Its number, and its value: of a varint or fixed number, or of bytes. */
    record Field(int number, long value, byte[] bytes) {}

    static ProtobufFields of(byte[] message) {
        List<Field> fields = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case 0 -> fields.add(new Field(number, varint(in), new byte[0]));
                case 1 -> fields.add(new Field(number, in.getLong(), new byte[0]));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, 0, bytes));
                }
                case 5 -> fields.add(new Field(number, in.getInt(), new byte[0]));
                default -> throw new IllegalArgumentException("no wire type: " + key);
            }
        }
        return new ProtobufFields(fields);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    Stream<ProtobufFields> messages(int number) {
        return all(number).map(field -> of(field.bytes()));
    }

    String text(int number) {
        return all(number)
                .map(field -> new String(field.bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    String hex(int number) {
        return all(number)
                .map(field -> HexFormat.of().formatHex(field.bytes()))
                .findFirst()
                .orElse("");
    }

    long number(int number) {
        return all(number).mapToLong(Field::value).findFirst().orElse(0);
    }

    boolean has(int number) {
        return all(number).findAny().isPresent();
    }

    private Stream<Field> all(int number) {
        return fields.stream().filter(field -> field.number() == number);
    }
}
