"""How a segment lies on disk: every file, column and bit. Read this first; the other modules only carry it out.

A segment MAIN_x is three files. All three have the same frame (`arrays`), all numbers are little-endian:

    MAGIC 8 bytes "INNOCOLS" | VERSION u4 | u4 zero | columns, each from a multiple of 8 | footer | trailer
    footer   JSON: {"columns": {name: [dtype, offset, count, CRC-32]}, "facts": {...}}
    trailer  u4 length of the footer | u4 its CRC-32 | u8 length of the file | MAGIC         (24 bytes)

MAIN_x.terms: per field, a dictionary (`dictionary`) and one record per term (`postings`); a term's row is its place
in byte order. The words of all texts are in two fields, "lemmas" and "exacts" (as they are written), whose postings are
of *cells* in the place of documents: docnum * 2 is the title, docnum * 2 + 1 the body (`cells`).
Facts: {"fields": {field: {"terms": count, "positions": bool}}}

    <field>/heads     u4 or u8    where every 16th term begins in `names`
    <field>/names     u1          front-coded terms: [shared][fresh][u4 if fresh = 255][fresh bytes]; the first of
                                  every 16 shares nothing; `shared` bytes are those of the term before
    <field>/pages     u4 or u8    only of the key field, whose names are long: they are zstd in pages of 16 times 16
                                  terms; `pages` are their bounds, `heads` count in what they unpack to
    <field>/records   u1          one record per term, below
    <field>/records/starts      u4 or u8  where every 16th record begins, and where the last ends if it is a 16th itself
    <field>/records/sizes       u1        bytes of each record; 255 = see the next two (`offsets`)
    <field>/records/long_rows   u4        rows of the records of 255 bytes or more
    <field>/records/long_sizes  u1-u8     their sizes
    <field>/held      u1          only of lemmas and exacts: bit 2 * row tells whether a title has the term, and bit
                                  2 * row + 1 whether a body has it
    url/rows          u4          docnum -> row of its url (only the key field has it; NO_ROW where a document has none)

A record is: flags u2 | doc_freq (width by flags) | weight u1 | gaps | bitmap | freqs | lacks | positions

    flags   bits 0-1   width of doc_freq: 0 absent, it is one; 1 u1; 2 u2; 3 u4
            bits 2-4   form of gaps
            bit  5     some freq is above one: bitmap and freqs follow
            bits 6-7   weights: 0 all certain; 1 each is freq * weight / 64, weight follows; 2 lacks follow
            bits 8-9   form of freqs         bits 10-11 form of lacks         bits 12-14 form of positions
            bit  15    all docnums are odd, as the cells of bodies are, and the gaps are those of their halves
    gaps       docnum (or cell) minus the docnum before, the first one whole
    bitmap     one bit a posting, lowest first: is its freq above one?
    freqs      freq minus two, of those only
    lacks      64 * freq - weight in 64ths, modulo 2**32
    positions  within a document or cell each minus the one before, the first whole (absent where a field keeps none)

    A list of numbers has a form (`packing`): 0 bytes, all below 255; 1 bytes, where 255 means "see the u2 after the
    bytes", where 65535 means "see the u4 after those"; 2 the same beginning with u2; 3 u4; 4 u2, all below 65535.

MAIN_x.docs: one row per document.
Facts: {"documents": count, "totals": {field: sum of lengths}, "facets": {field: [value]}}

    lengths/<field>        u1-u4  field length: number of positions, exact; fields that agree in all share the bytes
    days                   i4     day of publication as its proleptic Gregorian ordinal, 0 unknown (a stock Whoosh
                                  writer gives neither days nor facets: then both are read off the terms)
    digests                u8     of the stored record: tells a changed article from an unchanged one
    signatures             u1     SAMPLES of every document: what its text resembles (zeros where it is too short)
    facet/<field>/codes    i1-i4  place in the facet's values; -1 none
    facet/<field>/starts   u4     only where a document may have several: codes[starts[d]:starts[d + 1]]

MAIN_x.texts: the stored records, each a JSON object cut in two, so that a list of hits need not unpack bodies:
the head is what a hit shows, `{"url": "a", "title": "b"` without the last brace; the rest follows, `, "body": "c"}`.
There are two such streams, heads/ and rests/, with one byte a letter (`narrow`), zstd in blocks that end with the first
record at which they have the stream's `block_bytes` (`blocks`), each with one of the stream's primers (`primers`) or
with none

    <stream>/blocks         u1        the compressed blocks
    <stream>/block_starts   u4 or u8  where each begins in `blocks`, and where the last one ends
    <stream>/block_docs     u4        first docnum of each block, and the number of documents
    <stream>/block_primers  u1 or u2  which primer a block was compressed with, 0 none
    <stream>/primers        u1        what zstd calls dictionaries, themselves compressed
    <stream>/primer_ends    u4        where each ends in `primers`; number 0 is empty
    <stream>/record_ends    u2        where a document's record ends in its unpacked block; not of the last document of
                                      a block, so that of document d in block b stands at d - b

Three documents without titles, bodies "сталь и сталь", "и", "сталь", field `lemmas`:

    terms by row    0 "и" (d0 b8)                          1 "сталь" (d1 81 d1 82 d0 b0 d0 bb d1 8c)
    names           00 02 d0b8                             00 0a d181d182d0b0d0bbd18c           heads 0
    gaps            0 1                                    0 2
    record          flags 8001 | 02 | 00 01 | 01 00        flags 8021 | 02 | 00 02 | 01 | 00 | 00 02 00
                    (cells 1, 3; positions 1; 0)           (cells 1, 5; cell 1 twice; positions 0, 2; 0)
    lengths/body    3 1 1
"""

from typing import NamedTuple

MAGIC = b"INNOCOLS"
VERSION = 10
ALIGNMENT = 8

TERMS, DOCS, TEXTS = ".terms", ".docs", ".texts"
LEMMAS, EXACTS = "lemmas", "exacts"  # the fields whose postings are of cells

WEIGHT_ONE = 64  # a certain reading; a posting's weight is kept in these units
NO_ROW = 0xFFFFFFFF
SAMPLES = 48  # bytes of a signature
TERMS_A_BLOCK = 16
BLOCKS_A_PAGE = 16
LONG_NAME = 0xFF  # fresh bytes, at least, whose number does not fit into one
RUNS_A_BLOCK, LONG_RUN = 16, 0xFF
COMPRESSION = 3  # zstd: 6 % larger than zlib's 6 on Russian news, ten times faster to write, thrice to read
CACHE_BYTES = 64 * 1024 * 1024

DTYPES = ("|u1", "<u2", "<u4", "<u8", "|i1", "<i2", "<i4", "<i8")

DOC_FREQ_WIDTHS = (0, 1, 2, 4)
GAPS_SHIFT, MANY_BIT, WEIGHTS_SHIFT, FREQS_SHIFT, LACKS_SHIFT, POSITIONS_SHIFT = 2, 1 << 5, 6, 8, 10, 12
ODD_BIT = 1 << 15
CERTAIN, UNIFORM, LACKING = 0, 1, 2


class Stream(NamedTuple):
    """Half of all stored records: how many bytes a block has at least, below 64 kB; how many a primer before it is
    packed; and of how many bytes of records, at least, the blocks have the same primer.

    Blocks of 1280 bytes take 3 % more room than such of 2560, and half the time to unpack for a hit.
    """

    name: str
    block_bytes: int
    primer_bytes: int
    kept_bytes: int


HEADS = Stream("heads", 1280, 64 * 1024, 3 * 1024 * 1024)
RESTS = Stream("rests", 1280, 64 * 1024, 4 * 1024 * 1024)
