package dev.morgana.wire;

import java.util.ArrayList;
import java.util.List;

/// A DNS message (RFC 1035 section 4.1). Written without compression.
///
/// @param id 16 bits, chosen by the client
/// @param flags the header's second word: QR, OPCODE, AA, TC, RD, RA, Z, RCODE
/// @param questions usually one
/// @param answers records that answer the question
/// @param authorities records that point to an authority
/// @param additionals further records
public record DnsMessage(
        int id,
        int flags,
        List<Question> questions,
        List<DnsRecord> answers,
        List<DnsRecord> authorities,
        List<DnsRecord> additionals) {
    /// Flag QR: this is a response.
    public static final int RESPONSE = 0x8000;

    /// Flag TC: the message was truncated.
    public static final int TRUNCATED = 0x0200;

    /// Flag RD: recursion desired.
    public static final int RECURSION_DESIRED = 0x0100;

    /// Mask of OPCODE, which is 0 in a standard query.
    public static final int OPCODE = 0x7800;

    /// Response code: no error.
    public static final int NO_ERROR = 0;

    /// Response code: the server could not read the query.
    public static final int FORMAT_ERROR = 1;

    /// Response code: the server failed.
    public static final int SERVER_FAILURE = 2;

    /// Response code: the name does not exist.
    public static final int NAME_ERROR = 3;

    /// Response code: the server does not know this kind of query.
    public static final int NOT_IMPLEMENTED = 4;

    private static final int HEADER = 12;

    /// What is asked.
    public record Question(DnsName name, int type, int dataClass) {}

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if id or flags are outside 0 to 65535
    public DnsMessage {
        if ((id | flags) >>> 16 != 0) {
            throw new IllegalArgumentException("id " + id + ", flags " + flags);
        }
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        authorities = List.copyOf(authorities);
        additionals = List.copyOf(additionals);
    }

    /// A standard query for recursive resolution, with an EDNS record (RFC 6891) that offers to receive `payload` octets over UDP;
    /// without one when `payload` is 0.
    public static DnsMessage query(int id, DnsName name, int type, int payload) {
        DnsRecord options =
                new DnsRecord(
                        DnsName.ROOT,
                        DnsRecord.OPT,
                        payload,
                        0,
                        new DnsRecord.Data.Opaque(Octets.NONE));
        return new DnsMessage(
                id,
                RECURSION_DESIRED,
                List.of(new Question(name, type, DnsRecord.INTERNET)),
                List.of(),
                List.of(),
                payload == 0 ? List.of() : List.of(options));
    }

    /// The response code: RCODE, with the upper bits of an EDNS record (RFC 6891 section 6.1.3).
    public int responseCode() {
        for (DnsRecord record : additionals) {
            if (record.type() == DnsRecord.OPT) {
                return record.ttl() >>> 24 << 4 | (flags & 15);
            }
        }
        return flags & 15;
    }

    /// Whether all of `bits` are set.
    public boolean has(int bits) {
        return (flags & bits) == bits;
    }

    /// Parses the message that fills the window; what follows the last record is passed over.
    ///
    /// @throws MalformedPacketException if a name or record is malformed, or fewer are there than the header says
    public static DnsMessage parse(PacketBuffer message) {
        DnsReader reader = DnsReader.of(message);
        int id = reader.u16();
        int flags = reader.u16();
        int questions = reader.u16();
        int answers = reader.u16();
        int authorities = reader.u16();
        int additionals = reader.u16();
        return new DnsMessage(
                id,
                flags,
                questions(reader, questions),
                records(reader, answers),
                records(reader, authorities),
                records(reader, additionals));
    }

    /// The list grows as records are found: a count in the header reserves no memory.
    private static List<DnsRecord> records(DnsReader reader, int count) {
        List<DnsRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(DnsRecord.read(reader));
        }
        return records;
    }

    private static List<Question> questions(DnsReader reader, int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(new Question(DnsName.read(reader), reader.u16(), reader.u16()));
        }
        return questions;
    }

    /// Appends the message to a buffer.
    public void write(PacketBuffer to) {
        int at = to.append(HEADER);
        byte[] array = to.array();
        Bytes.put16(array, at, id);
        Bytes.put16(array, at + 2, flags);
        Bytes.put16(array, at + 4, questions.size());
        Bytes.put16(array, at + 6, answers.size());
        Bytes.put16(array, at + 8, authorities.size());
        Bytes.put16(array, at + 10, additionals.size());
        for (Question question : questions) {
            question.name.write(to);
            int end = to.append(4);
            Bytes.put16(array, end, question.type);
            Bytes.put16(array, end + 2, question.dataClass);
        }
        answers.forEach(record -> record.write(to));
        authorities.forEach(record -> record.write(to));
        additionals.forEach(record -> record.write(to));
    }
}
